"""What is carried along the corridor: plain frozen data, from table to scorecard."""

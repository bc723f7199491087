"""Published results that no one here wrote, reproduced; `make oracles` prints how closely."""

"""A Parquet file -> one sheet: the names of its columns in row 1, and its rows below."""

from typing import BinaryIO

import pyarrow as pa
from pyarrow import parquet

from levelup_cli.reader.distinct import BATCH, MOST_CELLS, MOST_COLUMNS, Distinct, send_columns
from levelup_cli.reader.sending import Sender


def send_parquet(sender: Sender, stream: BinaryIO, name: str) -> None:
    """Send the table as one sheet; each column is read as its distinct values.

    Raises:
        ValueError: in words for the user, where the file cannot be read.
    """
    try:
        file = parquet.ParquetFile(stream)
        names = list(file.schema_arrow.names)
        if len(names) > MOST_COLUMNS:
            raise ValueError(f"it has more than {MOST_COLUMNS:,} columns")
        if file.metadata.num_rows * len(names) > MOST_CELLS:
            raise ValueError(f"it has more than {MOST_CELLS:,} cells")
        number = sender.open_sheet(name, in_workbook=False)
        columns = [Distinct() for _ in names]
        for column, heading in zip(columns, names, strict=True):
            column.codes.append(column.code(heading))
        send_columns(sender.out, number, columns)
        for batch in file.iter_batches(batch_size=BATCH):
            for column, values in zip(columns, batch.columns, strict=True):
                _add(column, values)
            send_columns(sender.out, number, columns)
    except (pa.ArrowException, OSError):
        raise ValueError("it is not a readable Parquet file") from None
    except OverflowError:
        raise ValueError("it holds a day or a number that no spreadsheet has") from None


def _add(column: Distinct, values: pa.Array) -> None:
    """Add a batch of values by their dictionary; what has no distinct values is refused."""
    if not pa.types.is_dictionary(values.type):
        values = values.dictionary_encode()
    if pa.types.is_binary(values.type.value_type) or pa.types.is_large_binary(
        values.type.value_type
    ):
        values = pa.DictionaryArray.from_arrays(values.indices, values.dictionary.cast(pa.string()))
    codes = [column.code(value) for value in values.dictionary.to_pylist()]
    codes.append(0)  # the last, which is where null leads
    column.codes.extend(codes[-1 if code is None else code] for code in values.indices.to_pylist())

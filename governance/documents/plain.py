"""Pieces as plain data for JSON, and back; one shape for the command, the file and the run."""

import dataclasses
import types
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

P = TypeVar("P")


def to_plain(piece: Any) -> Any:
    """Dataclasses become dictionaries, days become ISO text, tuples become lists."""
    if dataclasses.is_dataclass(piece) and not isinstance(piece, type):
        return {
            each.name: to_plain(value)
            for each in dataclasses.fields(piece)
            if (value := getattr(piece, each.name)) or not each.metadata.get("omit_empty")
        }
    if isinstance(piece, date):
        return piece.isoformat()
    if isinstance(piece, Decimal):
        return str(piece)
    if isinstance(piece, dict):
        return {name: to_plain(value) for name, value in piece.items()}
    if isinstance(piece, list | tuple):
        return [to_plain(value) for value in piece]
    return piece


def from_plain(shape: type[P], data: Any) -> P:
    """The piece that ``to_plain`` wrote. Unknown names are ignored, missing ones take defaults.

    Raises ValueError when the data is of another shape, such as a list where text belongs.
    """
    value: P = _read(shape, data, shape.__name__)
    return value


def _read(shape: Any, data: Any, where: str) -> Any:
    origin = get_origin(shape)
    if origin in (Union, types.UnionType):
        if data is None:
            return None
        return _read(next(one for one in get_args(shape) if one is not types.NoneType), data, where)
    if dataclasses.is_dataclass(shape):
        return _read_piece(shape, data, where)
    if origin in (list, tuple):
        if not isinstance(data, list):
            raise ValueError(f"{where} is not a list.")
        inner = (get_args(shape) or (Any,))[0]
        return origin(_read(inner, one, f"{where}.{at}") for at, one in enumerate(data))
    if shape is date:
        return _read_day(data, where)
    if shape is Decimal:
        return _read_number(data, where)
    wanted = origin or shape
    if wanted in (str, int, bool, dict) and type(data) is not wanted:
        raise ValueError(f"{where} is not of the right kind.")
    return data


def _read_piece(shape: Any, data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        raise ValueError(f"{where} is not a group of named values.")
    hints = get_type_hints(shape)
    known = {each.name for each in dataclasses.fields(shape)} & set(data)
    return shape(**{name: _read(hints[name], data[name], f"{where}.{name}") for name in known})


def _read_day(data: Any, where: str) -> date:
    try:
        return date.fromisoformat(data)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{where} is not a day such as 2019-06-25.") from error


def _read_number(data: Any, where: str) -> Decimal:
    try:
        number = Decimal(data)
    except (TypeError, ValueError, InvalidOperation) as error:
        raise ValueError(f"{where} is not a number.") from error
    if not number.is_finite():
        raise ValueError(f"{where} is not a number.")
    return number

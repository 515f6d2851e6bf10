"""Questions that are compiled once and asked again with other values."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import ibis
import sqlglot.expressions as sge
from ibis import udf

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    import pandas as pd
    import pyarrow as pa
    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table, Value

PLANS_KEPT = 512
_PLACEHOLDER = "given"


class Values(Protocol):
    """Puts the values of a question into its expression: as they are, or to be given later."""

    def __call__(self, name: str, kind: str) -> Value:
        """Give the value of this name and Ibis type."""


def literals(values: Mapping[str, object]) -> Values:
    """
    Put values into an expression as they are.

    Parameters
    ----------
    values
        By name.

    Returns
    -------
    values
        Gives literals.
    """
    return lambda name, kind: ibis.literal(values[name], kind)


def given(name: str, kind: str) -> Value:
    """
    Leave a place in an expression for a value that is given when it is asked.

    Parameters
    ----------
    name
        Name of the value.
    kind
        Its Ibis type.

    Returns
    -------
    placeholder
        To be compiled by `Plans` only.
    """
    signature = (("string",), kind)
    placeholder = udf.scalar.builtin(lambda key: key, name=_PLACEHOLDER, signature=signature)
    return placeholder(name)


@dataclass(frozen=True)
class Plan:
    """A compiled expression: its text in the engine's language, and the columns it gives."""

    text: str
    columns: pa.Schema

    def run(self, backend: Backend, values: Mapping[str, object]) -> pd.DataFrame:
        """Ask it, with a value for every place that was left."""
        wanted = {name: value for name, value in values.items() if f"${name}" in self.text}
        rows: pa.Table = backend.con.sql(self.text, params=wanted).to_arrow_table()
        answer: pd.DataFrame = rows.cast(self.columns).to_pandas()
        return answer


class Plans:
    """
    Compiled expressions by the form of their question, for any number of threads.

    Notes
    -----
    Ibis takes 5 to 15 ms to compile a question, which is more than most of them take to be
    answered. At most `PLANS_KEPT` are kept, the one used last the longest.
    """

    def __init__(self) -> None:
        self._plans: OrderedDict[Hashable, Plan] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, form: Hashable, build: Callable[[], Table]) -> Plan:
        """Give the plan of a form; its expression is only built where it is not known."""
        with self._lock:
            if form in self._plans:
                self._plans.move_to_end(form)
                return self._plans[form]
        plan = compiled(build())
        with self._lock:
            self._plans[form] = plan
            while len(self._plans) > PLANS_KEPT:
                self._plans.popitem(last=False)
        return plan


def compiled(asked: Table) -> Plan:
    """
    Compile an expression.

    Parameters
    ----------
    asked
        What to ask; may hold `given` places.

    Returns
    -------
    plan
        See `Plan`.
    """
    tree = asked.get_backend().compiler.to_sqlglot(asked)
    return Plan(tree.transform(_parameter).sql("duckdb"), asked.schema().to_pyarrow())


def _parameter(node: sge.Expression) -> sge.Expression:
    if isinstance(node, sge.Anonymous) and node.name.lower() == _PLACEHOLDER:
        return sge.Parameter(this=sge.Var(this=node.expressions[0].name))
    return node

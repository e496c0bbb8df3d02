"""Two words of the processor that Python has no name for: fetch ahead, and count bits.

A walk over a big graph waits for memory, not for arithmetic. Asking for a cache line some steps before it
is read lets many waits overlap; that is the whole difference between a plain loop and one at memory's speed.
"""

# LLVM's builders have no types that a checker could know.
# mypy: ignore-errors
# ruff: noqa: ANN001, ANN201, ANN202

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

_READ, _KEEP, _DATA = 0, 3, 1


@intrinsic
def fetch(typing_context, array, index):
    """Asks memory for the line that holds `array[index]`; any index is harmless."""

    def generated(context, builder, signature, arguments):
        data = context.make_array(signature.args[0])(context, builder, arguments[0]).data
        byte, number = ir.IntType(8).as_pointer(), ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [byte, number, number, number])
        prefetch = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        place = builder.bitcast(builder.gep(data, [arguments[1]]), byte)
        builder.call(prefetch, [place, *(ir.Constant(number, it) for it in (_READ, _KEEP, _DATA))])
        return context.get_dummy_value()

    return types.void(array, index), generated


@intrinsic
def count_ones(typing_context, word):
    """How many bits of an unsigned word are set."""

    def generated(context, builder, signature, arguments):
        return builder.ctpop(arguments[0])

    return word(word), generated

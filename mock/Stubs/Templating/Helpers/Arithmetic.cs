using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Syntax;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>WireMock's <c>math</c>.</summary>
internal static class Arithmetic
{
    public static IReadOnlyDictionary<string, TemplateHelper> All { get; } = new Dictionary<string, TemplateHelper> { ["math"] = Calculated };

    private static object Calculated(Call call)
    {
        if (call.Count != 2)
            return HelperTable.Error("All maths functions require two operands and an operator as parameters e.g. 3 '+' 2");
        var left = Operand(call.Subject);
        var sign = call[0] is { } given ? ValueText.Of(given) : throw HelperFault.Null("Object.toString()", "options.params[0]");
        var right = Operand(call[1]);
        if (sign is "/" or "%" && right.Digits.IsZero)
            throw new HelperFault("java.lang.ArithmeticException", sign == "/" ? left.Digits.IsZero ? "Division undefined" : "/ by zero" : "Division by zero");
        return sign switch
        {
            "+" => Numbers.Reduced(left + right),
            "-" => Numbers.Reduced(left - right),
            "*" or "x" => Numbers.Reduced(left * right),
            "/" => Numbers.Reduced(left / right),
            "%" => Numbers.Reduced(left % right),
            _ => HelperTable.Error($"{sign} is not a valid mathematical operator"),
        };
    }

    private static BigDecimal Operand(object? value) => Numbers.Decimal(value ?? throw HelperFault.Null("Object.toString()", "value"));
}

using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Syntax;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>WireMock's random values.</summary>
internal static class RandomValues
{
    private const string Digits = "0123456789";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly string Symbols = string.Concat(Enumerable.Range(33, 93).Select(code => (char)code));

    public static IReadOnlyDictionary<string, TemplateHelper> All { get; } = new Dictionary<string, TemplateHelper>
    {
        ["randomValue"] = Value,
        ["randomInt"] = call => Whole(call),
        ["randomDecimal"] = call => Fraction(call),
        ["pickRandom"] = Picked,
    };

    private static string Value(Call call)
    {
        var length = call.Option("length", 36);
        var uppercase = call.Option("uppercase", false);
        if (length < 0)
            throw HelperFault.Illegal($"Requested random string length {length} is less than 0.");
        call.Run.Step(length);
        var random = call.Run.Settings.Random;
        var text = ValueText.Of(call.Option("type") ?? "ALPHANUMERIC") switch
        {
            "ALPHANUMERIC" => random.Text(length, Letters + Digits),
            "ALPHABETIC" => random.Text(length, Letters),
            "NUMERIC" => random.Text(length, Digits),
            "UUID" => random.Uuid().ToString(),
            "HEXADECIMAL" => random.Text(length, Digits + "ABCDEF"),
            "ALPHANUMERIC_AND_SYMBOLS" => random.Text(length, Symbols),
            _ => random.Text(length, " " + Symbols + "~"),
        };
        return uppercase ? text.ToUpperInvariant() : text.ToLowerInvariant();
    }

    private static int Whole(Call call)
    {
        var lower = Numbers.Whole(call.Option("lower")) ?? int.MinValue;
        var upper = Numbers.Whole(call.Option("upper")) ?? int.MaxValue;
        if (lower >= upper)
            throw HelperFault.Illegal("bound must be greater than origin");
        return (int)call.Run.Settings.Random.Next(lower, upper);
    }

    private static double Fraction(Call call)
    {
        var lower = call.Option("lower") is { } from ? Numbers.Double(from) : double.Epsilon;
        var upper = call.Option("upper") is { } to ? Numbers.Double(to) : double.MaxValue;
        if (!(lower < upper))
            throw HelperFault.Illegal("bound must be greater than origin");
        return lower + (call.Run.Settings.Random.NextDouble() * (upper - lower));
    }

    private static string Picked(Call call)
    {
        if (call.Subject is null)
            return HelperTable.Error("Must specify either a single list argument or a set of single value arguments.");
        var values = call.Subject is TemplateList list ? list : new TemplateList(call.HasSubject ? call.All : [call.Subject]);
        if (values.Count == 0)
            throw HelperFault.Illegal("bound must be positive");
        return ValueText.Of(values[(int)call.Run.Settings.Random.Next(0, values.Count)]);
    }
}

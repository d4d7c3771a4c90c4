using System.Globalization;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary>Numbers that options take.</summary>
internal static class NumberOptions
{
    /// <exception cref="UsageException">It is none, or too small.</exception>
    public static int Whole(string option, string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new UsageException($"{option} takes a whole number from {least}, not {text}.");

    /// <exception cref="UsageException">It is none, or not above zero.</exception>
    public static double Positive(string option, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1e6
            ? number
            : throw new UsageException($"{option} takes a number above 0, such as 5 or 0.5, not {text}.");
}

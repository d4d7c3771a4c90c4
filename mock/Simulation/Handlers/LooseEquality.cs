using System.Text;
using System.Text.RegularExpressions;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>Ways to take two values for the same that are not: without accents, as a pattern, as numbers.</summary>
internal static partial class LooseEquality
{
    private const string Accented = "àâäáãåçéèêëîïíìñôöóòõùûüúÿ";
    private const string Bare = "aaaaaaceeeeiiiinooooouuuuy";

    /// <summary>Whether a mode looks beyond letter case.</summary>
    public static bool IsLoose(UniqueModes flags, ActiveModes modes) => modes[flags.AccentsIgnored] || modes[flags.AsPattern] || modes[flags.AsNumber];

    /// <summary>Whether a value that is sent is taken for one that is there.</summary>
    public static bool IsAlike(UniqueModes flags, ActiveModes modes, object? held, object? sent)
    {
        var (one, other) = (FieldValue.Text(held), FieldValue.Text(sent));
        if (one.Length == 0 || other.Length == 0)
            return false;
        return string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
            || (modes[flags.AccentsIgnored] && string.Equals(Plain(one), Plain(other), StringComparison.OrdinalIgnoreCase))
            || (modes[flags.AsPattern] && IsMatch(one, other))
            || (modes[flags.AsNumber] && Zeros().Replace(one, "") == Zeros().Replace(other, ""));
    }

    // Those that begin a number, wherever it stands.
    [GeneratedRegex("(?<![0-9])0+(?=[0-9])")]
    private static partial Regex Zeros();

    // As databases compare that give no picture a weight of its own. By hand: without a globalization library .NET takes no accents off.
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant().EnumerateRunes())
        {
            var at = letter.IsBmp ? Accented.IndexOf((char)letter.Value, StringComparison.Ordinal) : -1;
            plain.Append(at >= 0 ? Bare[at] : letter.IsBmp ? (char)letter.Value : '\uFFFD');
        }
        return plain.ToString();
    }

    // SQL's LIKE.
    private static bool IsMatch(string text, string pattern) => (pattern.Contains('%', StringComparison.Ordinal) || pattern.Contains('_', StringComparison.Ordinal))
        && Regex.IsMatch(text, "^" + Regex.Escape(pattern).Replace("%", ".*", StringComparison.Ordinal).Replace("_", ".", StringComparison.Ordinal) + "$",
            RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);
}

using System.Text;
using System.Text.RegularExpressions;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>Breakages by which two values of a unique field count as the same though they differ: without accents, as a pattern, as numbers.</summary>
internal sealed partial class LooseEquality(FieldPlan field)
{
    private const string Accented = "àâäáãåçéèêëîïíìñôöóòõùûüúÿ";
    private const string Unaccented = "aaaaaaceeeeiiiinooooouuuuy";

    private readonly ModeFlag _accentsIgnored = field.Rules[Behaviors.UniqueDistinct, "accents-ignored"];
    private readonly ModeFlag _asPattern = field.Rules[Behaviors.UniqueDistinct, "pattern"];
    private readonly ModeFlag _asNumber = field.Rules[Behaviors.UniqueDistinct, "number"];

    public bool IsInForce(ActiveModes modes) => modes[_accentsIgnored] || modes[_asPattern] || modes[_asNumber];

    /// <summary>The records whose value counts as the one that is sent.</summary>
    public IEnumerable<Record> Matches(Table table, object? sent, ActiveModes modes) =>
        table.All().Where(record => IsMatch(FieldValue.Text(record[field.Index]), FieldValue.Text(sent), modes));

    private bool IsMatch(string held, string sent, ActiveModes modes) => held.Length > 0 && sent.Length > 0
        && (string.Equals(held, sent, StringComparison.OrdinalIgnoreCase)
            || (modes[_accentsIgnored] && string.Equals(WithoutAccents(held), WithoutAccents(sent), StringComparison.OrdinalIgnoreCase))
            || (modes[_asPattern] && IsLike(held, sent))
            || (modes[_asNumber] && LeadingZeros().Replace(held, "") == LeadingZeros().Replace(sent, "")));

    // Those that begin a number, wherever it stands.
    [GeneratedRegex("(?<![0-9])0+(?=[0-9])")]
    private static partial Regex LeadingZeros();

    // As databases compare that give no pictograph a weight of its own. By hand: without a globalization library .NET takes no accents off.
    private static string WithoutAccents(string text)
    {
        var plain = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant().EnumerateRunes())
        {
            var at = letter.IsBmp ? Accented.IndexOf((char)letter.Value, StringComparison.Ordinal) : -1;
            plain.Append(at >= 0 ? Unaccented[at] : letter.IsBmp ? (char)letter.Value : '\uFFFD');
        }
        return plain.ToString();
    }

    // SQL's LIKE.
    private static bool IsLike(string text, string pattern) => (pattern.Contains('%', StringComparison.Ordinal) || pattern.Contains('_', StringComparison.Ordinal))
        && Regex.IsMatch(text, "^" + Regex.Escape(pattern).Replace("%", ".*", StringComparison.Ordinal).Replace("_", ".", StringComparison.Ordinal) + "$",
            RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers.Lists;

/// <summary>The parameter that searches a list for a text.</summary>
internal sealed class ListSearch(OperationPlan operation, SearchWord word)
{
    private readonly ImmutableArray<FieldPlan> _fields = [.. word.Fields.Select(operation.Resource.Field)];
    private readonly SearchedText _text = new(operation);
    private readonly ModeFlag _exactCase = operation.Rules[Behaviors.Search, "exact-case"];
    private readonly ModeFlag _ignored = operation.Rules[Behaviors.Search, "ignored"];
    private readonly ModeFlag _startsWith = operation.Rules[Behaviors.Search, "starts-with"];

    public void Read(string name, string value, ListSelection selection, ActiveModes modes)
    {
        if (name == word.Parameter && value.Length > 0 && !modes[_ignored])
            selection.Keep(name, value, record => _fields.Any(field => IsIn(FieldValue.Text(record[field.Index]), value, modes)));
    }

    private bool IsIn(string text, string wanted, ActiveModes modes) => modes[_startsWith]
        ? text.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)
        : _text.IsIn(text, wanted, !modes[_exactCase], modes);
}

/// <summary>Whether a text is a part of another one.</summary>
internal sealed class SearchedText(OperationPlan operation)
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private readonly ModeFlag _pattern = operation.Rules[Behaviors.QueryLiteral, "pattern"];

    public bool IsIn(string text, string wanted, bool ignoresCase, ActiveModes modes)
    {
        if (!modes[_pattern])
            return text.Contains(wanted, ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        var pattern = Regex.Escape(wanted).Replace("%", ".*", StringComparison.Ordinal).Replace("\\*", ".*", StringComparison.Ordinal).Replace("_", ".", StringComparison.Ordinal);
        return Regex.IsMatch(text, pattern, RegexOptions.Singleline | (ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None), MatchTimeout);
    }
}

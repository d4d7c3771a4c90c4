using System.Collections.Concurrent;
using PlanisoContract.Mock.Stubs.Matching;
using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Syntax;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>WireMock's <c>contains</c>, <c>matches</c> and <c>regexExtract</c>.</summary>
internal static class Searching
{
    public static IReadOnlyDictionary<string, TemplateHelper> All { get; } = new Dictionary<string, TemplateHelper>
    {
        ["contains"] = Contains,
        ["matches"] = Matches,
        ["regexExtract"] = Extracted,
    };

    private static object Contains(Call call)
    {
        if (call.Count == 0)
            return HelperTable.Error("You must specify the string or array to be matched and the regular expression");
        if (call.Text(0) is not { } part || call.Subject is null)
            return false;
        return Answer(call, call.Subject is TemplateList list and not Models.PathModel
            ? list.Any(item => Truth.AreEqual(item, part))
            : ValueText.Of(call.Subject).Contains(part, StringComparison.Ordinal));
    }

    private static object Matches(Call call)
    {
        if (call.Count == 0)
            return HelperTable.Error("You must specify the string to be matched and the regular expression");
        var text = call.Required();
        if (!BoundedRegex.TryParse(call.Text(0) ?? "", out var regex, out var wrong, dotAll: false))
            throw new HelperFault("java.util.regex.PatternSyntaxException", wrong);
        return Answer(call, regex.Matches(text));
    }

    private static object Answer(Call call, bool holds) => !call.IsBlock ? holds : holds ? call.Body() : "";

    /// <summary>What the expression finds; or, under a name, all its groups of all finds.</summary>
    private static object? Extracted(Call call)
    {
        if (call.Count == 0)
            throw new HelperFault("java.lang.ArrayIndexOutOfBoundsException", "Index 0 out of bounds for length 0");
        var pattern = call.Text(0) ?? "";
        if (!BoundedRegex.TryParse(pattern, out var regex, out _, dotAll: false))
            return HelperTable.Error($"Invalid regex string {pattern}");
        var found = regex.First(call.Required());
        if (call.Count == 1 && found.Success)
            return found.Value;
        var groups = new List<object?>();
        for (; found.Success; found = found.NextMatch())
        {
            call.Run.Step(found.Groups.Count);
            groups.AddRange(found.Groups.Values.Skip(1).Select(group => group.Success ? group.Value : null));
        }
        if (groups.Count == 0)
            return call.Option("default") ?? HelperTable.Error($"Nothing matched {pattern}");
        return Variables.Keep(call, call.Text(1)!, new OneOrMany(groups));
    }
}

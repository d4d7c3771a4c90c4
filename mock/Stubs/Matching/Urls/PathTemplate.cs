using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PlanisoContract.Mock.Stubs.Matching.Urls;

/// <summary>A path with variables, <c>/a/{id}/**</c> (RFC 6570 as far as WireMock has it). Variables are not decoded.</summary>
internal sealed partial class PathTemplate
{
    private readonly BoundedRegex _regex;
    private readonly ImmutableArray<string> _names;

    public PathTemplate(string template)
    {
        Text = template;
        var regex = new StringBuilder();
        var names = ImmutableArray.CreateBuilder<string>();
        var (end, wildcards) = (0, 0);
        foreach (Match part in Part().Matches(template))
        {
            regex.Append(Quoted(template[end..part.Index]));
            var isName = part.Groups["name"].Success;
            regex.Append(isName ? "([^/]+)" : "(.*?)");
            names.Add(isName ? Format().Replace(part.Groups["name"].Value, "") : wildcards++.ToString(CultureInfo.InvariantCulture));
            end = part.Index + part.Length;
        }
        regex.Append(Quoted(template[end..]));
        _names = names.ToImmutable();
        Prefix = Part().Match(template) is { Success: true } first ? template[..first.Index] : template;
        WithoutVariables = Part().Replace(template, "_");
        _regex = BoundedRegex.TryParse(regex.ToString(), out var parsed, out var wrong, dotAll: false) ? parsed : throw new FormatException(wrong);
    }

    public string Text { get; }

    /// <summary>What stands before the first variable.</summary>
    public string Prefix { get; }

    /// <summary>Each variable an underscore: what WireMock measures distances to.</summary>
    public string WithoutVariables { get; }

    public bool Matches(string path) => _regex.Matches(path);

    /// <summary>The variables by their names, wildcards by their numbers from 0; none where the path does not match.</summary>
    public IReadOnlyDictionary<string, string> Read(string path)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var groups = _regex.Whole(path).Groups;
        for (var index = 0; index < _names.Length && groups.Count > index + 1; index++)
            values[_names[index]] = groups[index + 1].Value;
        return values;
    }

    private static string Quoted(string text) => text.Length == 0 ? "" : $@"\Q{text.Replace(@"\E", @"\E\\E\Q", StringComparison.Ordinal)}\E";

    [GeneratedRegex(@"\{(?<name>[^}]+)\}|\*\*", RegexOptions.ExplicitCapture)]
    private static partial Regex Part();

    [GeneratedRegex("[.;*]")]
    private static partial Regex Format();
}

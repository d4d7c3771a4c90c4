using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace PlanisoContract.Spec;

/// <summary>A path with <c>{name}</c> parameters, as OpenAPI writes it (Path Templating); a segment may hold several: <c>/box/{id}.{format}</c>.</summary>
public sealed partial class PathTemplate
{
    private readonly ImmutableArray<string> _between;
    private readonly bool _endsInSlash;
    private readonly Lazy<Regex> _match;

    public PathTemplate(string text)
    {
        Text = text;
        _endsInSlash = text.Length > 1 && text.EndsWith('/');
        Parameters = [.. Parameter().Matches(text).Select(match => match.Groups[1].Value)];
        _between = [.. Parameter().Split("/" + text.TrimStart('/')).Where((_, at) => at % 2 == 0)];
        // Not everyone who has a template matches paths.
        _match = new Lazy<Regex>(Pattern);
    }

    public string Text { get; }

    /// <summary>Names of the parameters, from left to right.</summary>
    public ImmutableArray<string> Parameters { get; }

    /// <summary>The parameter that is a suffix behind a dot at the end of the path, or null.</summary>
    public string? Suffix => !Parameters.IsEmpty && Text.EndsWith($".{{{Parameters[^1]}}}", StringComparison.Ordinal) ? Parameters[^1] : null;

    /// <summary>The path with each parameter replaced, percent-encoded.</summary>
    /// <param name="values">One value for each of <see cref="Parameters"/>, in their order.</param>
    /// <exception cref="ArgumentException">Another number of values than parameters.</exception>
    public string Expand(params ReadOnlySpan<string> values)
    {
        if (values.Length != Parameters.Length)
            throw new ArgumentException($"{Text} takes {Parameters.Length} values, {values.Length} were given.");
        var expanded = new StringBuilder(_between[0]);
        for (var i = 0; i < values.Length; i++)
            expanded.Append(Uri.EscapeDataString(values[i])).Append(_between[i + 1]);
        return expanded.ToString();
    }

    /// <summary>The parameter values (percent-decoded) if <paramref name="path"/> fits the template, else null.</summary>
    public ImmutableArray<string>? Match(string path)
    {
        var match = _match.Value.Match("/" + path.Trim('/') + (_endsInSlash ? "/" : ""));
        return match.Success ? [.. match.Groups.Values.Skip(1).Select(group => Uri.UnescapeDataString(group.Value))] : null;
    }

    public override string ToString() => Text;

    private Regex Pattern()
    {
        // A suffix behind a dot holds no dot itself, so that it is the last of several.
        var pattern = new StringBuilder("^");
        for (var i = 0; i < _between.Length; i++)
        {
            pattern.Append(Regex.Escape(_between[i]));
            if (i < Parameters.Length)
                pattern.Append(_between[i].EndsWith('.') ? "([^/.]+)" : "([^/]+)");
        }
        return new Regex(pattern + "$", RegexOptions.CultureInvariant);
    }

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Parameter();
}

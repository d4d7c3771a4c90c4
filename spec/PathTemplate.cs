using System.Collections.Immutable;

namespace PlanisoContract.Spec;

/// <summary>A path with <c>{name}</c> segments, as OpenAPI writes it (Path Templating).</summary>
public sealed class PathTemplate
{
    private readonly string[] _segments;

    public PathTemplate(string text)
    {
        Text = text;
        _segments = text.Trim('/').Split('/');
        Parameters = [.. _segments.Where(IsParameter).Select(segment => segment[1..^1])];
    }

    public string Text { get; }

    /// <summary>Names of the parameters, from left to right.</summary>
    public ImmutableArray<string> Parameters { get; }

    /// <summary>The path with each parameter replaced, percent-encoded.</summary>
    /// <param name="values">One value for each of <see cref="Parameters"/>, in their order.</param>
    /// <exception cref="ArgumentException">Another number of values than parameters.</exception>
    public string Expand(params ReadOnlySpan<string> values)
    {
        if (values.Length != Parameters.Length)
            throw new ArgumentException($"{Text} takes {Parameters.Length} values, {values.Length} were given.");
        var next = 0;
        var expanded = new string[_segments.Length];
        for (var i = 0; i < _segments.Length; i++)
            expanded[i] = IsParameter(_segments[i]) ? Uri.EscapeDataString(values[next++]) : _segments[i];
        return "/" + string.Join('/', expanded);
    }

    /// <summary>The parameter values (percent-decoded) if <paramref name="path"/> fits the template, else null.</summary>
    public ImmutableArray<string>? Match(string path)
    {
        var given = path.Trim('/').Split('/');
        if (given.Length != _segments.Length)
            return null;
        var values = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < given.Length; i++)
        {
            if (IsParameter(_segments[i]))
                values.Add(Uri.UnescapeDataString(given[i]));
            else if (given[i] != _segments[i])
                return null;
        }
        return values.ToImmutable();
    }

    public override string ToString() => Text;

    private static bool IsParameter(string segment) => segment.StartsWith('{') && segment.EndsWith('}');
}

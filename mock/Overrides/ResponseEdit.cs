using System.Collections.Immutable;
using System.Text.Json;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Mock.Overrides;

/// <summary>What is to be different in the body of an answer. All that it does not name stays as it is, byte for byte.</summary>
internal sealed record ResponseEdit
{
    public static readonly ResponseEdit None = new();

    /// <summary>Values to set and to remove, in this order.</summary>
    public ImmutableArray<PathEdit> Paths { get; init; } = [];

    /// <summary>A JSON Merge Patch (RFC 7396), or null.</summary>
    public JsonElement? Merge { get; init; }

    public bool IsNone => Paths.IsEmpty && Merge is null;

    /// <summary>The changed answer.</summary>
    /// <param name="answer">The answer as it is.</param>
    /// <param name="unmet">The paths that met nothing in it.</param>
    public SimulatedResponse Apply(SimulatedResponse answer, out ImmutableArray<string> unmet)
    {
        var missed = ImmutableArray.CreateBuilder<string>();
        var isXml = BodyText.IsXml(answer.Body.Span);
        // An API may answer in either format, and an override have paths for both; the other ones are then no miss.
        var hasOwn = Paths.Any(path => path.IsXPath == isXml) || (Merge is not null && !isXml);
        var body = answer.Body;
        foreach (var path in Paths)
        {
            var changed = path.IsXPath != isXml ? null : isXml ? XmlEdit.Apply(body, path) : JsonEdit.Apply(body, path);
            if (changed is null && (path.IsXPath == isXml || !hasOwn))
                missed.Add(path.Path);
            body = changed ?? body;
        }
        if (Merge is { } merge)
        {
            var merged = isXml ? null : JsonEdit.Merge(body, merge);
            if (merged is null && (!isXml || !hasOwn))
                missed.Add("merge");
            body = merged ?? body;
        }
        unmet = missed.ToImmutable();
        return answer with { Body = body };
    }
}

/// <summary>A change of what a path leads to.</summary>
/// <param name="Path">A JSONPath, or an XPath.</param>
/// <param name="IsXPath">Which of both.</param>
/// <param name="Value">What to put there; null to remove it.</param>
internal sealed record PathEdit(string Path, bool IsXPath, JsonElement? Value);

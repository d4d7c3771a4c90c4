using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>A document as it was read, and where its parts stand.</summary>
/// <param name="File">Its name, for messages.</param>
/// <param name="Text">Its text.</param>
/// <param name="Root">The same as JSON, parts of other files in their places.</param>
internal sealed record ContractDocument(string File, string Text, JsonObject Root)
{
    private readonly Lazy<DocumentLines> _lines = new(() => new DocumentLines(Text));

    /// <summary>What comes from other files.</summary>
    public IReadOnlyList<IncludedPart> Included { get; init; } = [];

    /// <summary>The problem with the file, line and column where it stands.</summary>
    public Problem Locate(Problem problem)
    {
        var part = Included.Where(part => problem.Pointer == part.At || problem.Pointer.StartsWith(part.At + "/", StringComparison.Ordinal))
            .MaxBy(part => part.At.Length);
        if (part is not null)
            return part.Document.Locate(problem with { File = part.Document.File, Pointer = part.Pointer + problem.Pointer[part.At.Length..] }) with { Pointer = problem.Pointer };
        var (line, column) = _lines.Value.PositionOf(problem.Pointer);
        return problem with { Line = line, Column = column };
    }
}

/// <summary>A part of a document that stands in another file.</summary>
/// <param name="At">Where it stands in the whole: a JSON pointer.</param>
/// <param name="Document">The other file.</param>
/// <param name="Pointer">Where it stands there.</param>
internal sealed record IncludedPart(string At, ContractDocument Document, string Pointer);

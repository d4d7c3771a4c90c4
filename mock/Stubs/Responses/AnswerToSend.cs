using Microsoft.Extensions.Primitives;

namespace PlanisoContract.Mock.Stubs.Responses;

/// <summary>An answer, ready to be sent.</summary>
internal sealed record AnswerToSend
{
    public required int Status { get; init; }

    public string? StatusMessage { get; init; }

    public List<KeyValuePair<string, StringValues>> Headers { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>What its author should know about how it came about.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>An answer that tells why there is no other.</summary>
    public static AnswerToSend Failure(string text) => new()
    {
        Status = StatusCodes.Status500InternalServerError,
        Headers = [KeyValuePair.Create("Content-Type", new StringValues("text/plain"))],
        Body = System.Text.Encoding.UTF8.GetBytes(text),
        Notes = [new Note("ERROR", text)],
    };
}

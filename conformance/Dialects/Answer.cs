using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Conformance.Dialects;

/// <summary>What a response means, whatever the dialect says it with.</summary>
internal enum Outcome
{
    Success,

    /// <summary>The values are refused.</summary>
    BadRequest,
    Unauthorized,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    NotAcceptable,
    Conflict,
    PreconditionFailed,
    UnsupportedMediaType,

    /// <summary>Another refusal: the client's fault, by the response.</summary>
    Refused,
    ServerError,

    /// <summary>Neither success nor a refusal that the dialect knows.</summary>
    Unreadable,
}

/// <summary>An exchange as the API's dialect reads it.</summary>
/// <param name="Exchange">The exchange; of a list that came in pages the first one.</param>
/// <param name="Outcome">What it means.</param>
/// <param name="Data">The record, or the list; for a create that answers with less whatever holds the identity; null where there is none.</param>
/// <param name="Body">The whole body as JSON (or what XML says in the same shape), or null where it is none.</param>
internal sealed record Answer(Exchange Exchange, Outcome Outcome, JsonNode? Data, JsonNode? Body)
{
    /// <summary>Whether the HTTP status says success, and the body that it failed.</summary>
    public bool InBody { get; init; }

    /// <summary>How many records the list has on all pages, where the answer says so.</summary>
    public long? Total { get; init; }

    /// <summary>How many records the page leaves out before it, where the answer says so.</summary>
    public long? Offset { get; init; }

    /// <summary>How many records a page may hold, where the answer says so.</summary>
    public long? Limit { get; init; }

    /// <summary>The cursor of the next page, where the answer names one.</summary>
    public string? NextCursor { get; init; }

    /// <summary>Whether the status of the refusal may be that of a conflict, too.</summary>
    public bool MayBeConflict { get; init; }

    /// <summary>The exchanges of a whole list, one for each page; for any other answer its own.</summary>
    public ImmutableArray<Exchange> Pages { get => field.IsDefault ? [Exchange] : field; init; }

    /// <summary>How the dialect writes an outcome, for messages.</summary>
    public Func<Outcome, string> Words { get; init; } = outcome => outcome.ToString();

    public bool Succeeded => Outcome == Outcome.Success;

    /// <summary>Whether the request was refused as a conflict, as far as the status tells.</summary>
    public bool IsConflict => Outcome == Outcome.Conflict || (MayBeConflict && Outcome == Outcome.BadRequest);

    /// <summary>Whether the request was refused as the client's fault.</summary>
    public bool Refused => Outcome is not (Outcome.Success or Outcome.ServerError or Outcome.Unreadable);

    /// <summary>The one record that a success holds.</summary>
    /// <exception cref="ViolationException">There is none.</exception>
    public JsonObject Record => Data as JsonObject
        ?? throw new ViolationException("an answer with one record", Summary, Exchange);

    /// <summary>The records of a list.</summary>
    /// <exception cref="ViolationException">There is no list, or something else in it.</exception>
    public ImmutableArray<JsonObject> Records => Data is JsonArray list && list.All(element => element is JsonObject)
        ? [.. list.Cast<JsonObject>()]
        : throw new ViolationException("an answer with a list of records", Summary, Exchange);

    /// <summary>Status and the start of the body, for messages.</summary>
    public string Summary =>
        $"{Exchange.Status} {Exchange.Start}".TrimEnd();
}

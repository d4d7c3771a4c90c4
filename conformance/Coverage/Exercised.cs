using System.Collections.Concurrent;
using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Coverage;

/// <summary>Notes what the exchanges of a run exercise: statuses, fields sent and shown, and the types of what is shown.</summary>
internal sealed class Exercised
{
    private readonly ConcurrentDictionary<(string Operation, int Status), ExercisedStatus> _statuses = [];
    private int _answers;

    /// <summary>Notes what a run exercises from now on. What cleans up exercises nothing, nor what asks for paths that nobody serves.</summary>
    public static Exercised Listen(Run run)
    {
        var seen = new Exercised();
        run.Happened += happened =>
        {
            if (happened is RunEvent.ExchangeMade { Request: { Cleans: false, Explores: false } request, Answer: var answer })
                seen.Note(answer, request.Fields);
        };
        return seen;
    }

    /// <summary>Notes one exchange.</summary>
    /// <param name="answer">What was answered.</param>
    /// <param name="sent">The fields that the request sent.</param>
    public void Note(Answer answer, ImmutableArray<string> sent)
    {
        var number = Interlocked.Increment(ref _answers);
        if (answer.Exchange.Operation is { } operation)
            _statuses.GetOrAdd((operation.Id, StatusOf(answer, operation)), _ => new()).Note(answer, sent, number);
    }

    /// <summary>The statuses that an operation was seen to answer with.</summary>
    public IReadOnlyDictionary<int, ExercisedStatus> Of(Operation operation) => _statuses
        .Where(entry => entry.Key.Operation == operation.Id).ToDictionary(entry => entry.Key.Status, entry => entry.Value);

    // Where the body alone tells that a request failed, the status that stands for it in the document.
    private static int StatusOf(Answer answer, Operation operation) => answer switch
    {
        { InBody: false } => answer.Exchange.Status,
        { Exchange.Who: Credential.None or Credential.Wrong or Credential.WrongScheme or Credential.InUrl } => 401,
        { Exchange.Who: Credential.ReadOnly } when operation.Writes => 403,
        { Outcome: Outcome.NotFound } => 404,
        { Outcome: Outcome.Conflict } => 409,
        _ => 400,
    };
}

/// <summary>One operation and one status. Safe for parallel use.</summary>
internal sealed class ExercisedStatus
{
    // Characters. A run reads a long list hundreds of times, and looking into each would cost more than judging it.
    private const int Long = 4_000;
    private const int First = 8;
    private const int Then = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _sent = [];
    private int _exchanges;
    private int _long;

    public int Exchanges => _exchanges;

    /// <summary>The bodies of successes in JSON, of long ones the first few and then some; what they show of another silo is left out.</summary>
    public JsonOutline Json { get; } = new();

    /// <summary>The same of XML, in which every value is a text.</summary>
    public JsonOutline Xml { get; } = new();

    /// <summary>In how many requests each field was sent.</summary>
    public IReadOnlyDictionary<string, int> Sent => _sent;

    public void Note(Answer answer, ImmutableArray<string> sent, long number)
    {
        lock (_lock)
        {
            _exchanges++;
            foreach (var name in sent)
                _sent[name] = _sent.GetValueOrDefault(name) + 1;
            if (answer.Succeeded && answer.Exchange.Who is not (Credential.Other or Credential.Empty) && IsLookedInto(answer.Exchange))
                (answer.Exchange.Json is null ? Xml : Json).Note(answer.Body, answer.Data, number);
        }
    }

    private bool IsLookedInto(Exchange exchange) => exchange.Body.Length < Long || ++_long <= First || _long % Then == 0;
}

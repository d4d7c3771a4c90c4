using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Dialects;

/// <summary>A dialect with the statuses by which the contract declares that values are refused, or that a request conflicts.</summary>
internal sealed class DeclaredStatuses(IDialect dialect, Contract contract) : IDialect
{
    private readonly ImmutableArray<int> _invalid = Of(contract, Behaviors.InvalidStatus);
    private readonly ImmutableArray<int> _conflict = Of(contract, Behaviors.ConflictStatus);

    /// <summary>The dialect as it is where the contract declares no status.</summary>
    public static IDialect Around(IDialect dialect, Contract contract) =>
        Of(contract, Behaviors.InvalidStatus).IsEmpty && Of(contract, Behaviors.ConflictStatus).IsEmpty ? dialect : new DeclaredStatuses(dialect, contract);

    public ImmutableArray<BodyForm> Forms => dialect.Forms;

    public string? Accept => dialect.Accept;

    public Answer Read(Exchange exchange)
    {
        var answer = dialect.Read(exchange);
        var mayBeConflict = _conflict.Contains(exchange.Status);
        var isInvalid = _invalid.IsEmpty ? answer.Outcome == Outcome.BadRequest : _invalid.Contains(exchange.Status);
        return answer with
        {
            Outcome = isInvalid ? Outcome.BadRequest : mayBeConflict ? Outcome.Conflict : answer.Outcome,
            MayBeConflict = mayBeConflict,
        };
    }

    public SentCredential Sign(Credential who, string key) => dialect.Sign(who, key);

    public string Word(Outcome outcome) => outcome switch
    {
        Outcome.BadRequest when !_invalid.IsEmpty => Describe(_invalid),
        Outcome.Conflict when !_conflict.IsEmpty => Describe(_conflict),
        _ => dialect.Word(outcome),
    };

    public JsonNode? Unwrap(JsonNode? shown) => dialect.Unwrap(shown);

    private static string Describe(ImmutableArray<int> statuses) => string.Join(" or ", statuses);

    private static ImmutableArray<int> Of(Contract contract, Behavior behavior) =>
        [.. (contract.Rule(behavior, Place.Api)?.Readings ?? []).Select(mode => mode.Name switch { "unprocessable" => 422, "conflict" => 409, _ => 400 })];
}

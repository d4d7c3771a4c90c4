using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Cleanup;

/// <summary>The words of a ledger's lines.</summary>
internal static class LedgerFields
{
    public const int Version = 1;

    public const string Ledger = "ledger";
    public const string Tag = "tag";
    public const string Api = "api";
    public const string Target = "target";
    public const string Time = "time";

    public const string Number = "n";
    public const string Does = "does";
    public const string Resource = "resource";
    public const string Identity = "identity";
    public const string Parent = "parent";
    public const string Mark = "mark";
    public const string Silo = "silo";
    public const string Method = "method";
    public const string Path = "path";

    public const string Came = "came";
    public const string Finished = "finished";

    private const string Unknown = "write";

    private static readonly ImmutableDictionary<WriteOutcome, string> Arrivals = ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create(WriteOutcome.Made, "made"), KeyValuePair.Create(WriteOutcome.Unnamed, "made, not named"), KeyValuePair.Create(WriteOutcome.Done, "done"),
        KeyValuePair.Create(WriteOutcome.Refused, "refused"), KeyValuePair.Create(WriteOutcome.Failed, "failed"), KeyValuePair.Create(WriteOutcome.Nothing, "no answer"),
    ]);

    public static string Of(OperationKind? kind) => kind?.ToString().ToLowerInvariant() ?? Unknown;

    public static string Of(WriteOutcome arrival) => Arrivals[arrival];

    public static string Of(Credential silo) => silo.ToString().ToLowerInvariant();

    public static string Of(RecordState state) => state.ToString().ToLowerInvariant();

    /// <summary>The kind that a word names; null for a write that is no operation.</summary>
    public static OperationKind? Kind(string? word) => Enum.TryParse<OperationKind>(word, ignoreCase: true, out var kind) ? kind : null;

    /// <summary>What a word says that came; no answer where nobody knows it.</summary>
    public static WriteOutcome Arrived(string? word) => Arrivals.FirstOrDefault(pair => pair.Value == word, KeyValuePair.Create(WriteOutcome.Nothing, "")).Key;

    public static Credential SiloOf(string? word) => Enum.TryParse<Credential>(word, ignoreCase: true, out var silo) ? silo : Credential.Full;
}

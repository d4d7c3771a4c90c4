using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Overrides;

/// <summary>Reads overrides as people describe them in JSON, and says all that is wrong with a description at once.</summary>
/// <param name="contracts">The APIs that are served.</param>
/// <param name="keys">The keys that there are.</param>
internal sealed class OverrideReader(ImmutableArray<Contract> contracts, IEnumerable<string> keys)
{
    private static readonly string[] Changes = ["status", "delay", "fault", "set", "remove", "merge"];
    private static readonly ImmutableArray<string> Faults = [.. Enum.GetNames<ConnectionFault>().Select(name => name.ToLowerInvariant())];

    private readonly FrozenSet<string> _keys = keys.ToFrozenSet();
    private readonly List<OverrideProblem> _problems = [];

    /// <summary>What is wrong with all that was read.</summary>
    public IReadOnlyList<OverrideProblem> Problems => _problems;

    /// <summary>One override, or a list of them; what is wrong goes to <see cref="Problems"/>.</summary>
    public ImmutableArray<Override> Read(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().Select((item, index) => ReadOne(item, $"/{index}"))]
        : [ReadOne(element, "")];

    private Override ReadOne(JsonElement element, string pointer)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            _problems.Add(new(pointer, $"expected an override, such as {{ \"operation\": \"*\", \"status\": 503 }}, found {JsonMembers.Short(element.GetRawText())}."));
            return new Override { Operations = [], Source = element };
        }
        var members = new JsonMembers(element, pointer, _problems);
        members.Know("api", "operation", "resource", "key", "identity", "status", "retryAfter", "delay", "after", "times", "probability",
            "fault", "set", "remove", "merge", "enabled");
        var targets = new OverrideTargets(contracts, members).Read();
        var result = new Override
        {
            Operations = targets.ToFrozenSet(),
            Key = Key(members),
            Identity = Identity(members, targets),
            After = members.Integer("after", 0, int.MaxValue) ?? 0,
            Times = members.Integer("times", 1, int.MaxValue),
            Probability = members.Share("probability") ?? 1,
            Delay = Delay(members),
            Change = Change(members, targets),
            IsEnabled = members.Flag("enabled") ?? true,
            Source = element.Clone(),
        };
        if (!Changes.Any(members.Has))
            _problems.Add(new(pointer, "it changes nothing; expected status, delay, fault, set, remove or merge."));
        return result;
    }

    private string? Key(JsonMembers members)
    {
        if (members.Text("key") is not { } key)
            return null;
        if (!_keys.Contains(key))
            members.Refuse("key", $"no silo has such a key; {Nearest.Hint(key, _keys) ?? "GET /__admin/silos lists them."}");
        return key;
    }

    private static string? Identity(JsonMembers members, ImmutableArray<Operation> targets)
    {
        var identity = members.TextOrNumber("identity");
        if (identity is not null && !targets.IsEmpty && !targets.Any(operation => operation.Parameters.Any(parameter => parameter.Role == ParameterRole.Identity)))
            members.Refuse("identity", $"{targets[0].OperationId} names no record in its path; expected an operation that does, or no identity.");
        return identity;
    }

    private static DelayRange? Delay(JsonMembers members)
    {
        if (members.Any("delay") is not { } given)
            return null;
        if (given.ValueKind != JsonValueKind.Object)
        {
            if (JsonMembers.Integer(given) is { } number and >= 0 and <= DelayRange.Longest)
                return new DelayRange(number, number);
            members.Expect("delay", $"milliseconds from 0 to {DelayRange.Longest}, or {{ \"from\": 200, \"to\": 900 }}", given);
            return null;
        }
        var range = members.Inside("delay");
        range.Know("from", "to");
        var (from, to) = (range.Integer("from", 0, DelayRange.Longest) ?? 0, range.Integer("to", 0, DelayRange.Longest));
        if (!range.Has("to"))
            range.Refuse("to", "expected the longest delay in milliseconds, found nothing.");
        else if (to < from)
            range.Refuse("to", $"expected at least {from}, as from says, found {to}.");
        return to >= from ? new DelayRange(from, to.Value) : null;
    }

    private AnswerChange Change(JsonMembers members, ImmutableArray<Operation> targets)
    {
        var change = new AnswerChange
        {
            Status = members.Integer("status", 200, 599),
            RetryAfter = members.Integer("retryAfter", 0, int.MaxValue),
            Fault = Fault(members),
            Edit = new EditReader(members, MayBeXml(targets)).Read(),
        };
        if (members.Has("retryAfter") && !members.Has("status"))
            members.Refuse("retryAfter", "it goes with a status, such as 429 or 503; expected status, too.");
        if (change.Fault is { } fault and not ConnectionFault.Truncated && (change.Status is not null || !change.Edit.IsNone))
            members.Refuse("fault", $"with {Faults[(int)fault]} there is no answer whose status or body could be seen; expected one or the other, or two overrides.");
        return change;
    }

    private static ConnectionFault? Fault(JsonMembers members)
    {
        if (members.Text("fault") is not { } name)
            return null;
        if (Faults.IndexOf(name) is >= 0 and var index)
            return (ConnectionFault)index;
        members.Refuse("fault", $"there is no fault {name}; {Nearest.HintOrAll(name, Faults, "known are")}");
        return null;
    }

    private bool MayBeXml(ImmutableArray<Operation> targets) =>
        targets.IsEmpty || contracts.Any(contract => contract.Formats.Contains("xml") && contract.Operations.Any(targets.Contains));
}

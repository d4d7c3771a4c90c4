using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Lists that are narrowed by the record that a field refers to.</summary>
internal sealed class FilterChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Filter), Exclusive = true)]
    public async Task<Verdict> Applied()
    {
        var values = await FilterValue.Two(Session, Operation);
        var seen = 0;
        foreach (var (value, other) in new[] { (values[0], values[1]), (values[1], values[0]) })
        {
            // The key and the identity name the same record.
            foreach (var raw in new[] { value.Raw, value.Identity }.Distinct())
            {
                var list = await Session.List(Operation, new Sending { Filter = raw });
                if (WrongRecords(value, other, raw, list) is { } verdict)
                    return verdict;
                seen += list.Records.Length;
            }
        }
        return seen == 0
            ? Verdict.Unknown($"no {Resource} belongs to either of two records of {Operation.Filter!.Field}, and none can be made")
            : Verdict.Saw("applied");
    }

    [Judges(nameof(Behaviors.FilterUnknown))]
    public async Task<Verdict> Unknown()
    {
        await RequireRecords();
        var raw = Operation.Filter!.Key is null ? UnknownIdentity : $"{Session.Tag}-nothing";
        var answer = await Session.Page(Operation, new Sending { Filter = raw });
        return JudgeEmpty($"{Operation} with {Operation.Filter.Parameter} {raw}, which nothing has,", answer,
            (Outcome.NotFound, "not-found"), (Outcome.BadRequest, "refused"), (Outcome.Forbidden, "forbidden"));
    }

    [Judges(nameof(Behaviors.FilterRequired))]
    public async Task<Verdict> Required()
    {
        await RequireRecords();
        var answer = await Session.Page(Operation, new Sending { NoFilter = true });
        return JudgeEmpty($"{Operation} without {Operation.Filter!.Parameter}", answer, (Outcome.BadRequest, "refused"));
    }

    [Judges(nameof(Behaviors.FilterForms))]
    public async Task<Verdict> QueryForms()
    {
        var values = await FilterValue.Two(Session, Operation);
        var wanted = new List<string>();
        foreach (var value in values)
            wanted.Add(value.Own ?? await First(value));

        var read = new List<string>();
        var seen = new List<string>();
        foreach (var (reading, query) in Forms(Operation.Filter!.Parameter, values))
        {
            var list = await Session.List(Operation, new Sending { NoFilter = true, Query = query });
            ImmutableArray<string> shown = list is { Succeeded: true, Data: JsonArray } ? list.Identities(Resource) : [];
            if (wanted.TrueForAll(shown.Contains))
                read.Add(reading);
            seen.Add($"{query}: {(list.Succeeded ? $"{wanted.Count(shown.Contains)} of them" : list.Summary)}");
        }
        return read.Count switch
        {
            3 => Verdict.Saw("all"),
            // Of two that work the first is reported: the more usual one.
            > 0 => Verdict.Saw(read[0]),
            _ => Verdict.Broken($"{Operation} to show the {Resource} of both of two values, written in one of three ways", string.Join("; ", seen)),
        };
    }

    private Verdict JudgeEmpty(string request, Answer answer, params (Outcome Outcome, string Reading)[] known)
    {
        if (!answer.Succeeded)
            return JudgeOutcome(request, answer, known);
        return answer.Data is JsonArray { Count: 0 }
            ? Verdict.Saw("empty")
            : Verdict.Broken($"{request} refused, or answered with an empty list",
                answer.Data is JsonArray list ? $"{list.Count} records are shown" : answer.Summary, answer.Exchange);
    }

    // An empty list says nothing where there is nothing to list.
    private async Task RequireRecords()
    {
        var (list, _) = await Session.Perform(Operation);
        if (list is { Succeeded: true, Data: JsonArray { Count: 0 } })
            throw new PreconditionException($"the target has no {Resource}, and none can be made");
    }

    private Verdict? WrongRecords(FilterValue value, FilterValue other, string raw, Answer list)
    {
        var filter = Operation.Filter!;
        var expected = $"{Operation} with {filter.Parameter} {raw} to show the {Resource} of {filter.Field} {value.Identity}, and no others";
        if (!list.Succeeded)
            return Verdict.Broken(expected, list.Summary, list.Exchange);
        var field = Resource.Field(filter.Field);
        if (list.Records.FirstOrDefault(record => value.IsOf(Session, field, record) == false) is { } wrong)
            return Verdict.Broken(expected, $"it shows {Describe.Value(wrong)}", list.Exchange);
        var shown = list.Identities(Resource);
        if (other.Own is not null && shown.Contains(other.Own))
            return Verdict.Broken(expected, $"it shows {Describe.Record(Resource, other.Own)}, made with {filter.Field} {other.Identity}", list.Exchange);
        if (value.Own is null || shown.Contains(value.Own))
            return null;
        return value.IsShown
            ? Verdict.Broken(expected, $"it does not show {Describe.Record(Resource, value.Own)}", list.Exchange)
            : Verdict.Unknown($"the list does not show {Describe.Record(Resource, value.Own)}, and nothing shows whether it has {field} {value.Identity}");
    }

    private static (string Reading, string Query)[] Forms(string parameter, ImmutableArray<FilterValue> values)
    {
        var (name, identities) = (Uri.EscapeDataString(parameter), values.Select(value => Uri.EscapeDataString(value.Identity)).ToArray());
        return
        [
            ("brackets", string.Join('&', identities.Select(identity => $"{name}%5B%5D={identity}"))),
            ("repeated", string.Join('&', identities.Select(identity => $"{name}={identity}"))),
            ("comma", $"{name}={string.Join(',', identities)}"),
        ];
    }

    private async Task<string> First(FilterValue value)
    {
        var list = await Session.Page(Operation, new Sending { Filter = value.Raw });
        return list is { Succeeded: true, Data: JsonArray { Count: > 0 } }
            ? list.Identities(Resource)[0]
            : throw new PreconditionException($"no {Resource} belongs to {Operation.Filter!.Parameter} {value.Raw}, and none can be made");
    }
}

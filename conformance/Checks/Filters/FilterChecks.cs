using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Lists that are narrowed by the record that a field refers to.</summary>
internal static class FilterChecks
{
    [Judges(nameof(Behaviors.Filter), Exclusive = true)]
    public static async Task<Verdict> Applied(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        var values = await FilterValue.Two(session, operation);
        var seen = 0;
        foreach (var (value, other) in new[] { (values[0], values[1]), (values[1], values[0]) })
        {
            // The key and the identity name the same record.
            foreach (var raw in new[] { value.Raw, value.Identity }.Distinct())
            {
                var list = await session.List(operation, new Sending { Filter = raw });
                if (Wrong(session, operation, resource, value, other, raw, list) is { } verdict)
                    return verdict;
                seen += list.Records.Length;
            }
        }
        return seen == 0
            ? Verdict.Unknown($"no {resource} belongs to either of two records of {operation.Filter!.Field}, and none can be made")
            : Verdict.Saw("applied");
    }

    [Judges(nameof(Behaviors.FilterUnknown))]
    public static async Task<Verdict> Unknown(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        await Some(session, operation, resource);
        var raw = operation.Filter!.Key is null ? Records.NoIdentity : $"{session.Tag}-nothing";
        var answer = await session.Page(operation, new Sending { Filter = raw });
        return Nothing(rule, $"{operation} with {operation.Filter.Parameter} {raw}, which nothing has,", answer,
            (Outcome.NotFound, "not-found"), (Outcome.BadRequest, "refused"), (Outcome.Forbidden, "forbidden"));
    }

    [Judges(nameof(Behaviors.FilterRequired))]
    public static async Task<Verdict> Required(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        await Some(session, operation, resource);
        var answer = await session.Page(operation, new Sending { NoFilter = true });
        return Nothing(rule, $"{operation} without {operation.Filter!.Parameter}", answer, (Outcome.BadRequest, "refused"));
    }

    private static Verdict Nothing(Rule rule, string request, Answer answer, params (Outcome Outcome, string Reading)[] known)
    {
        if (!answer.Succeeded)
            return Readings.Judge(rule, request, answer, known);
        return answer.Data is JsonArray { Count: 0 }
            ? Verdict.Saw("empty")
            : Verdict.Broken($"{request} refused, or answered with an empty list",
                answer.Data is JsonArray list ? $"{list.Count} records are shown" : answer.Summary, answer.Exchange);
    }

    // An empty list says nothing where there is nothing to list.
    private static async Task Some(Session session, Operation operation, Resource resource)
    {
        var (list, _) = await session.One(operation);
        if (list is { Succeeded: true, Data: JsonArray { Count: 0 } })
            throw new PreconditionException($"the target has no {resource}, and none can be made");
    }

    private static Verdict? Wrong(Session session, Operation operation, Resource resource, FilterValue value, FilterValue other, string raw, Answer list)
    {
        var filter = operation.Filter!;
        var expected = $"{operation} with {filter.Parameter} {raw} to show the {resource} of {filter.Field} {value.Identity}, and no others";
        if (!list.Succeeded)
            return Verdict.Broken(expected, list.Summary, list.Exchange);
        var field = resource.Field(filter.Field);
        if (list.Records.FirstOrDefault(record => value.IsOf(session, field, record) == false) is { } stranger)
            return Verdict.Broken(expected, $"it shows {Say.Value(stranger)}", list.Exchange);
        var shown = list.Identities(resource);
        if (other.Own is not null && shown.Contains(other.Own))
            return Verdict.Broken(expected, $"it shows {Say.Record(resource, other.Own)}, made with {filter.Field} {other.Identity}", list.Exchange);
        if (value.Own is null || shown.Contains(value.Own))
            return null;
        return value.IsShown
            ? Verdict.Broken(expected, $"it does not show {Say.Record(resource, value.Own)}", list.Exchange)
            : Verdict.Unknown($"the list does not show {Say.Record(resource, value.Own)}, and nothing shows whether it has {field} {value.Identity}");
    }
}

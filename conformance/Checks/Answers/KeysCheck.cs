using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Whether an answer has the keys of the documented example.</summary>
internal static class KeysCheck
{
    [Judges(nameof(Behaviors.AnswerKeys))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        if (operation.ExampleRecord is not { } example)
            return Verdict.Unknown($"the contract has no example of an answer to {operation}");
        var (answer, own) = await session.One(operation);
        if (!answer.Succeeded)
            return Verdict.Broken($"{operation} answered with success", answer.Summary, answer.Exchange);
        var shown = operation.Kind == OperationKind.List
            ? answer.Records.FirstOrDefault(record => own is null || Same.Text(session.Value(record, resource.Identity)) == own)
            : answer.Record;
        if (shown is null)
            return Verdict.Unknown($"the answer to {operation} shows no record that the check knows");

        var missing = Missing(session, operation, resource, example, shown).ToArray();
        return missing.Length == 0
            ? Verdict.Saw("complete")
            : Verdict.Broken($"the answer to {operation} with {Say.All(missing)}, as in the documented example",
                $"only {Say.All(shown.Select(member => member.Key))}", answer.Exchange);
    }

    private static IEnumerable<string> Missing(Session session, Operation operation, Resource resource, JsonObject example, JsonObject shown)
    {
        foreach (var (name, value) in example)
        {
            var field = resource.Fields.FirstOrDefault(field => field.Name == name);
            if (field is null || !Shows(session, resource, field, shown))
            {
                if (!shown.ContainsKey(name) && (field is null || !MayBeMissing(session, operation, resource, field)))
                    yield return name;
                continue;
            }
            foreach (var inner in Inside(session, operation, field, value, session.Value(shown, field)))
                yield return $"{name}.{inner}";
        }
    }

    private static IEnumerable<string> Inside(Session session, Operation operation, Field field, JsonNode? example, JsonNode? shown)
    {
        if ((field.Link?.Resource ?? field.References?.Resource) is not { } target)
            return [];
        var wanted = example as JsonObject ?? (example as JsonArray)?.FirstOrDefault() as JsonObject;
        var given = shown as JsonObject ?? (shown as JsonArray)?.FirstOrDefault() as JsonObject;
        return wanted is null || given is null ? [] : Missing(session, operation, session.Contract.Resource(target), wanted, given);
    }

    // Its own name, or the other one where answers may use that.
    private static bool Shows(Session session, Resource resource, Field field, JsonObject shown) =>
        shown.ContainsKey(field.Name)
        || ((field.Refers?.Record is not null || session.Contract.Tolerates(Behaviors.AnswerName, Place.Of(resource, field), "alias"))
            && session.TryGet(shown, field, out _));

    // That a field is shown is promised of the answer to a create at least.
    private static bool MayBeMissing(Session session, Operation operation, Resource resource, Field field) =>
        session.Contract.MayBeAbsent(resource, field)
        || session.Contract.Tolerates(Behaviors.ReferenceAs, Place.Of(resource, field), "left-out")
        || session.Contract.IsPerhapsNowhere(resource, field)
        || (operation.Kind != OperationKind.Create && session.Contract.MayBeLeftOut(resource, field));
}

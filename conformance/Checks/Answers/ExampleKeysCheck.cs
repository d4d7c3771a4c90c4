using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Whether an answer has the keys of the documented example.</summary>
internal sealed class ExampleKeysCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.AnswerKeys))]
    public async Task<Verdict> Judge()
    {
        if (Operation.ExampleRecord is not { } example)
            return Verdict.Unknown($"the contract has no example of an answer to {Operation}");
        var (answer, own) = await Session.Perform(Operation);
        if (!answer.Succeeded)
            return NoSuccess($"{Operation}", answer);
        var shown = Operation.Kind == OperationKind.List
            ? answer.Records.FirstOrDefault(record => own is null || Session.Is(Resource, record, own))
            : answer.Record;
        if (shown is null)
            return Verdict.Unknown($"the answer to {Operation} shows no record that the check knows");

        var missing = Missing(Resource, example, shown).ToArray();
        return missing.Length == 0
            ? Verdict.Saw("complete")
            : Verdict.Broken($"the answer to {Operation} with {Describe.All(missing)}, as in the documented example",
                $"only {Describe.All(shown.Select(member => member.Key))}", answer.Exchange);
    }

    /// <summary>The keys of an example that a record lacks, and must not lack.</summary>
    public IEnumerable<string> Missing(Resource resource, JsonObject example, JsonObject shown)
    {
        foreach (var (name, value) in example)
        {
            var field = resource.Fields.FirstOrDefault(field => field.Name == name);
            if (field is null || !Shows(resource, field, shown))
            {
                if (!shown.ContainsKey(name) && (field is null || !MayBeMissing(resource, field)))
                    yield return name;
                continue;
            }
            foreach (var inner in Inside(field, value, Session.Value(shown, field)))
                yield return $"{name}.{inner}";
        }
    }

    private IEnumerable<string> Inside(Field field, JsonNode? example, JsonNode? shown)
    {
        if ((field.Link?.Resource ?? field.References?.Resource) is not { } target)
            return [];
        var wanted = example as JsonObject ?? (example as JsonArray)?.FirstOrDefault() as JsonObject;
        var given = shown as JsonObject ?? (shown as JsonArray)?.FirstOrDefault() as JsonObject;
        return wanted is null || given is null ? [] : Missing(Contract.Resource(target), wanted, given);
    }

    // Its own name, or the other one where answers may use that.
    private bool Shows(Resource resource, Field field, JsonObject shown) =>
        shown.ContainsKey(field.Name)
        || ((field.Refers?.Record is not null || Contract.Tolerates(Behaviors.AnswerName, Place.Of(resource, field), "alias"))
            && Session.TryGet(shown, field, out _));

    // That a field is shown is promised of the answer to a create at least.
    private bool MayBeMissing(Resource resource, Field field) =>
        Contract.MayBeAbsent(resource, field)
        || Contract.Tolerates(Behaviors.ReferenceAs, Place.Of(resource, field), "left-out")
        || Contract.MayBeShownNowhere(resource, field)
        || (Operation.Kind != OperationKind.Create && Contract.MayBeLeftOut(resource, field));
}

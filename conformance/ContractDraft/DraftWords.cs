using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>Writes guesses into the text of a document.</summary>
internal sealed class DraftWords(PlainDocument document, DraftText text)
{
    /// <summary>What could not be told, in sentences.</summary>
    public List<string> Untold { get; } = [];

    public void Root()
    {
        text.AddAtTop(
        [
            $"# A draft that planiso-conformance init made of {document.File}. What is marked \"guess\" was told from names and shapes: confirm it",
            "# (delete the remark), mend it, or delete it. planiso-conformance lint says what the whole declares.",
            $"x-document: {BlockYaml.Scalar(document.File)}",
            $"x-dialect: {DialectName.Rest}  # guess: what most JSON APIs speak; confirm or delete",
            "x-rules:  # guess: what a plain document leaves open, each usual answer tolerated; confirm or delete",
            .. OpenQuestions.Of(document).Select(rule => $"  {rule.Key}: {{standing: decided, readings: [{rule.Value}]}}"),
        ]);
    }

    public void Resource(ResourceGuess resource)
    {
        var at = $"/components/schemas/{resource.Name}";
        var schemas = new RecordSchema(document.Node);
        List<string> members = [$"identity: {BlockYaml.Scalar(resource.Identity)}"];
        if (resource.Root is { } root)
            members.Add($"one: {BlockYaml.Scalar(root)}");
        if (resource.Parent is { } parent)
            members.Add($"parent: {{resource: {BlockYaml.Scalar(parent.Resource)}, parameter: {BlockYaml.Scalar(parent.Parameter)}}}");
        if (SoftDeleteGuess.Field(schemas, resource) is { } field)
            members.Add($"soft-delete: {{field: {BlockYaml.Scalar(field)}, hidden: true}}");
        else if (SoftDeleteGuess.IsSaid(schemas, resource))
            Untold.Add($"x-soft-delete of {resource.Name}: no field of it is a flag that a delete turns false, or a time that it sets");
        if (schemas.Flat(resource.Name)!["x-seed"] is not null)
            Untold.Add($"x-seed of {resource.Name} is code of another tool: it says that there are records, and which ones is not read");
        text.Add(at, "x-source", BlockYaml.Scalar(resource.Name));
        text.Add(at, "x-resource", $"{{{string.Join(", ", members)}}}", $"{resource.Groups[0].Collection} and its items show it");
    }

    public void Operation(OperationGuess guess, ISet<string> ids)
    {
        var (operation, at) = (guess.Operation, guess.Operation.Pointer);
        if (guess.Resource is not { } resource)
        {
            text.Add(at, "x-left-out", BlockYaml.Scalar(guess.Why));
            return;
        }
        var does = guess.Kind.ToString().ToLowerInvariant();
        if (DocumentNode.Text(operation.Node, "operationId") is null)
            text.Add(at, "operationId", BlockYaml.Scalar(Unused($"{(guess.Replaces ? "replace" : does)}{resource.Name}", ids)), "no name was given");
        text.Add(at, "x-source", BlockYaml.Scalar(DocumentNode.Text(operation.Node, "summary") ?? operation.ToString()));
        var replaces = guess.Replaces ? ", replaces: true" : "";
        var member = guess.Member is { } name ? $", member: {BlockYaml.Scalar(name)}" : "";
        var paging = guess.Kind == OperationKind.List ? PagingGuess.Of(document, operation) : null;
        if (paging is { Word: null })
            Untold.Add($"{operation}: {paging.Why}, so no pages are declared");
        text.Add(at, "x-operation", $"{{resource: {BlockYaml.Scalar(resource.Name)}, does: {does}{replaces}{member}}}", guess.Why);
        if (paging is { Word: { } word })
            text.Add(at, "x-paging", word, paging.Why);
    }

    private static string Unused(string id, ISet<string> ids)
    {
        var free = id;
        for (var count = 2; !ids.Add(free); count++)
            free = $"{id}{count}";
        return free;
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>Writes guesses into the text of a document.</summary>
internal sealed class DraftWords(PlainDocument document, DraftText text)
{
    public void Root()
    {
        text.AddAtTop(
        [
            $"# A draft that planiso-conformance init made of {document.File}. What is marked \"guess\" was told from names and shapes: confirm it",
            "# (delete the remark), mend it, or delete it. planiso-conformance lint says what the whole declares.",
            $"x-document: {BlockYaml.Scalar(document.File)}",
            $"x-dialect: {DialectName.Rest}  # guess: what most JSON APIs speak; confirm or delete",
            "x-rules:  # guess: what a plain document leaves open, each usual answer tolerated; confirm or delete",
            .. OpenQuestions.Rules.Select(rule => $"  {rule.Key}: {{standing: decided, readings: [{rule.Value}]}}"),
        ]);
    }

    public void Resource(ResourceGuess resource)
    {
        var at = $"/components/schemas/{resource.Name}";
        text.Add(at, "x-source", BlockYaml.Scalar(resource.Name));
        var parent = resource.Parent is { } under ? $", parent: {{resource: {BlockYaml.Scalar(under.Resource)}, parameter: {BlockYaml.Scalar(under.Parameter)}}}" : "";
        text.Add(at, "x-resource", $"{{identity: {BlockYaml.Scalar(resource.Identity)}{parent}}}", $"{resource.Groups[0].Collection} and its items show it");
        if (resource.IsIdentityOfServer && SchemaProperties.Of(document.Node, (JsonObject)document.Root["components"]!["schemas"]![resource.Name]!, at)
            .FirstOrDefault(property => property.Name == resource.Identity).At is { } identity)
            text.Add(identity, "readOnly", "true", "the server gives it");
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
        text.Add(at, "x-operation", $"{{resource: {BlockYaml.Scalar(resource.Name)}, does: {does}{replaces}{member}}}", guess.Why);
    }

    private static string Unused(string id, ISet<string> ids)
    {
        var free = id;
        for (var count = 2; !ids.Add(free); count++)
            free = $"{id}{count}";
        return free;
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>A schema whose records have an identity and paths.</summary>
/// <param name="Name">Of the schema.</param>
/// <param name="Identity">Its field that identifies a record.</param>
/// <param name="Groups">The paths of its records, those that offer most first.</param>
internal sealed record ResourceGuess(string Name, string Identity, ImmutableArray<PathGroup> Groups)
{
    /// <summary>The resource that each of its records lives under, and the path parameter that names that; or null.</summary>
    public (string Resource, string Parameter)? Parent { get; init; }

    /// <summary>The member of a request below which its fields stand, or null.</summary>
    public string? Root { get; init; }

    /// <summary>The properties that requests have.</summary>
    public ImmutableArray<(string Name, JsonObject Schema)> Sent { get; init; } = [];

    /// <summary>Whether requests have the identity in their schema, although the server is likely to give it.</summary>
    public bool IsIdentityOfServer { get; init; }

    /// <summary>The resources of a document, in the order of its paths.</summary>
    /// <param name="document">The document.</param>
    /// <param name="groups">Its paths.</param>
    /// <param name="none">Schemas that are none.</param>
    public static ImmutableArray<ResourceGuess> Of(PlainDocument document, ImmutableArray<PathGroup> groups, IReadOnlySet<string> none)
    {
        var schemas = new RecordSchema(document.Node);
        var found = from place in groups.Select((Group, At) => (Group, At))
                    let record = Record(document.Node, schemas, place.Group)
                    where record is not null && !none.Contains(record.Value.Name)
                    group (place.Group, place.At, record.Value.Identity) by record.Value.Name into resource
                    let ordered = resource.OrderByDescending(place => !place.Group.OnItem.IsEmpty).ThenBy(place => place.Group.Before.Length)
                        .ThenByDescending(place => place.Group.Operations.Count()).ThenBy(place => place.At).ToList()
                    orderby resource.Min(place => place.At)
                    select new ResourceGuess(resource.Key, ordered[0].Identity, [.. ordered.Select(place => place.Group)]);
        ImmutableArray<ResourceGuess> resources = [.. found];
        return
        [
            .. resources.Select(resource => resource with { Parent = ParentOf(resource, resources), Root = RequestGuess.Root(schemas, resource) })
                .Select(resource => resource with { Sent = RequestGuess.Sent(schemas, resource) })
                .Select(resource => resource with { IsIdentityOfServer = IsOfServer(document.Node, resource, schemas) }),
        ];
    }

    // What a find answers says best what the records are; then what a write answers, what a list holds.
    private static (string Name, string Identity)? Record(DocumentNode document, RecordSchema schemas, PathGroup group)
    {
        var shown = group.OnItem.OrderBy(item => item.Operation.Method != "get").SelectMany(item => schemas.One(schemas.Success(item.Operation)))
            .Concat(group.OnCollection.Where(operation => operation.Method == "get").SelectMany(operation => schemas.Several(schemas.Success(operation))))
            .Concat(group.OnCollection.Where(operation => operation.Method == "post").SelectMany(operation => schemas.One(schemas.Success(operation))));
        foreach (var (name, _) in shown)
        {
            if (schemas.Flat(name) is { } schema && IdentityGuess.Of(schema, document, group.Parameter, name) is { } identity)
                return (name, identity);
        }
        return null;
    }

    // What a create cannot send, or need not and is a number or a UUID.
    private static bool IsOfServer(DocumentNode document, ResourceGuess resource, RecordSchema schemas)
    {
        var identity = document.Flatten(schemas.Flat(resource.Name)!["properties"]![resource.Identity], "");
        if (DocumentNode.Flag(identity, "readOnly") || resource.Sent.All(sent => sent.Name != resource.Identity)
            || resource.Groups.SelectMany(group => group.OnCollection).FirstOrDefault(operation => operation.Method == "post") is not { } create)
            return false;
        var request = schemas.Flat(schemas.Request(create));
        if (resource.Root is { } root)
            request = schemas.Flat(request?["properties"]?[root]);
        return request?["properties"]?[resource.Identity] is null
            || ((DocumentNode.Text(identity, "type") == "integer" || DocumentNode.Text(identity, "format") == "uuid") && !DocumentNode.Texts(request["required"]).Contains(resource.Identity));
    }

    private static (string Resource, string Parameter)? ParentOf(ResourceGuess resource, ImmutableArray<ResourceGuess> all)
    {
        // Records that can be created without one live under none.
        var creating = resource.Groups.FirstOrDefault(group => group.OnCollection.Any(operation => operation.Method == "post")) ?? resource.Groups[0];
        if (creating.Before is not [var parameter] || creating.Operations.FirstOrDefault() is not { } operation)
            return null;
        var key = PathGroup.CollectionBefore(operation.Path, parameter);
        return all.FirstOrDefault(other => other.Name != resource.Name && other.Groups.Any(group => group.Collection == key)) is { } parent ? (parent.Name, parameter) : null;
    }
}

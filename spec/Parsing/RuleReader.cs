using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>
/// The rules of a contract: every behavior at every place where it applies or is declared, with what the nearest
/// <c>x-rules</c> says of it: the place's own, then that of a linked record's field, then the root's.
/// </summary>
internal sealed class RuleReader(DocumentNode document, Contract contract)
{
    private static readonly Dictionary<string, Standing> Standings =
        Enum.GetValues<Standing>().ToDictionary(standing => standing.ToString().ToLowerInvariant());

    private readonly List<Rule> _rules = [];

    public ImmutableArray<Rule> Read()
    {
        At(PlaceKind.Api, Place.Api, "", document.Root, contract.Document);
        foreach (var operation in contract.Operations)
            At(PlaceKind.Operation, Place.Of(operation), operation.Id, Node(operation.Pointer), operation.Source);
        foreach (var resource in contract.Resources)
        {
            At(PlaceKind.Resource, Place.Of(resource), resource.Id, Node(resource.Pointer), resource.Source);
            foreach (var field in resource.Fields)
                Fields(resource, field);
        }
        foreach (var twice in _rules.GroupBy(rule => rule.Id).Where(group => group.Count() > 1))
            document.Report(twice.Last().Pointer, "rule ids that are unique", twice.Key);
        return [.. _rules];
    }

    private void Fields(Resource resource, Field field)
    {
        var node = Node(field.Pointer);
        At(PlaceKind.Field, Place.Of(resource, field), $"{resource.Id}-{field.Id}", node, field.Source);
        if (field is { Link: { } link, OnCreate: true })
        {
            foreach (var inner in contract.Resource(link.Resource).Fields.Where(inner => inner.OnCreate))
            {
                At(PlaceKind.LinkedField, new Place(null, resource, field, inner), $"{resource.Id}-{field.Id}-{inner.Id}",
                    node, field.Source, Node(inner.Pointer));
            }
        }
        foreach (var operation in contract.Operations.Where(operation => operation.Resource == resource.Name))
            Answers(resource, field, operation, node);
    }

    /// <summary>The documented example decides which values an operation answers with.</summary>
    private void Answers(Resource resource, Field field, Operation operation, JsonObject node)
    {
        if (operation.ExampleRecord is not { } record || !record.ContainsKey(field.Name))
            return;
        At(PlaceKind.Answer, Place.InAnswer(operation, resource, field), $"{operation.Id}-{field.Id}", node, field.Source);
        if ((field.Link?.Resource ?? field.References?.Resource) is not { } target)
            return;
        var example = record[field.Name] is JsonArray { Count: > 0 } list ? list[0] : record[field.Name];
        foreach (var inner in contract.Resource(target).Fields.Where(inner => (example as JsonObject)?.ContainsKey(inner.Name) == true))
        {
            At(PlaceKind.Answer, Place.InAnswer(operation, resource, field, inner), $"{operation.Id}-{field.Id}-{inner.Id}",
                Node(inner.Pointer), inner.Source);
        }
    }

    private void At(PlaceKind kind, Place place, string id, JsonObject node, string source, JsonObject? inner = null)
    {
        foreach (var behavior in Behaviors.All.Where(behavior => behavior.At == kind))
        {
            var own = node["x-rules"]?[behavior.Name] as JsonObject;
            var declared = own ?? inner?["x-rules"]?[behavior.Name] as JsonObject;
            if (behavior.OptIn && declared is null && General(behavior) is null)
                continue;
            // A declaration turns a behavior on only where it makes sense at all.
            if (!behavior.AppliesTo(new Site(contract, place)) && !(behavior.OnlyDeclared && declared is not null))
            {
                if (own is not null && kind != PlaceKind.Answer && kind != PlaceKind.LinkedField)
                    document.Report(PointerOf(place), $"no {behavior.Name}, which cannot hold here", "it is declared");
                continue;
            }
            Add(behavior, place, id, declared, source);
        }
    }

    private void Add(Behavior behavior, Place place, string id, JsonObject? declared, string source)
    {
        var general = General(behavior);
        var readings = DocumentNode.Texts(declared?["readings"] ?? general?["readings"]).ToImmutableArray();
        var arguments = new JsonObject();
        foreach (var name in behavior.Arguments.Keys)
        {
            if (declared?[name] is { } value)
                arguments[name] = value.DeepClone();
        }
        _rules.Add(new Rule
        {
            Id = id.Length == 0 ? behavior.IdSuffix ?? behavior.Name : $"{id}-{behavior.IdSuffix ?? behavior.Name}",
            Index = _rules.Count,
            Behavior = behavior,
            Place = place,
            Source = DocumentNode.Text(declared, "source") ?? DocumentNode.Text(general, "source") ?? source,
            Standing = Standings[DocumentNode.Text(declared, "standing") ?? DocumentNode.Text(general, "standing") ?? "documented"],
            Declared = DocumentNode.Text(declared, "because") ?? DocumentNode.Text(general, "because"),
            Readings = readings.IsEmpty ? [behavior.Readings[0]] : [.. readings.Select(name => behavior.Mode(name)!)],
            Arguments = arguments,
            Pointer = PointerOf(place),
        });
    }

    private JsonObject? General(Behavior behavior) => document.Root["x-rules"]?[behavior.Name] as JsonObject;

    private JsonObject Node(string pointer) => document.Follow(Pointer.Find(document.Root, pointer), pointer).Node;

    private static string PointerOf(Place place) =>
        place.Inner?.Pointer ?? place.Field?.Pointer ?? place.Resource?.Pointer ?? place.Operation?.Pointer ?? "";
}

using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Discovery;

/// <summary>All that the target does not serve, and which rules that leaves without a subject.</summary>
/// <param name="contract">The whole contract.</param>
/// <param name="all">Whole resources first.</param>
internal sealed class NotServedParts(Contract contract, ImmutableArray<NotServedPart> all)
{
    public ImmutableArray<NotServedPart> All => all;

    public bool Contain(Operation operation) => all.Any(part => part.Has(operation));

    /// <summary>What a rule is about, or what its field, its list or its records belong to, where that is not served; null where all of it is.</summary>
    public NotServedPart? Of(Rule rule)
    {
        if (all.IsEmpty || rule.Place == Place.Api)
            return null;
        var operation = rule.Place.Operation;
        if (operation is not null && all.FirstOrDefault(part => part.Has(operation)) is { } own)
            return own;
        if (rule.Place.Resource is not null && Whole(rule.Place.Resource.Name) is { } gone)
            return gone;
        var resource = ResourceOf(rule)!;
        string?[] needed =
        [
            resource.Parent?.Resource,
            operation?.Filter is { } filter ? resource.Field(filter.Field).Refers?.Resource : null,
            .. rule.Place.Field is { } field ? Targets(resource, field) : [],
        ];
        return needed.OfType<string>().Select(Whole).FirstOrDefault(part => part is not null);
    }

    /// <summary>What keeps a rule from being judged that has come to no verdict; null where nothing does that is not served.</summary>
    public NotServedPart? Behind(Rule rule)
    {
        if (all.IsEmpty)
            return null;
        if (ResourceOf(rule) is not { } resource)
            return all[0];
        var near = resource.Fields.SelectMany(field => Targets(resource, field)).Append(resource.Parent?.Resource).Append(resource.Name).OfType<string>().ToHashSet();
        return all.OrderBy(part => part.Resource != resource).FirstOrDefault(part => near.Contains(part.Resource.Name));
    }

    private NotServedPart? Whole(string name) => all.FirstOrDefault(part => part.Operation is null && part.Resource.Name == name);

    private Resource? ResourceOf(Rule rule) =>
        rule.Place.Resource ?? (rule.Place.Operation is { } operation ? contract.Resource(operation.Resource) : null);

    private static IEnumerable<string?> Targets(Resource resource, Field field) =>
    [
        field.Link?.Resource, field.References?.Resource, field.Refers?.Resource,
        field.Keyed?.Resource, field.From is { } from ? resource.Field(from.Field).Refers?.Resource : null,
    ];
}

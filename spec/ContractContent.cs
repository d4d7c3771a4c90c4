using System.Collections.Immutable;

namespace PlanisoContract.Spec;

/// <summary>What a contract declares.</summary>
/// <param name="resources">The resources.</param>
/// <param name="operations">The operations.</param>
/// <param name="rules">The rules, in the order of the document.</param>
internal sealed class ContractContent(ImmutableArray<Resource> resources, ImmutableArray<Operation> operations, ImmutableArray<Rule> rules)
{
    private readonly Dictionary<string, Rule> _byId = rules.ToDictionary(rule => rule.Id);
    private readonly ILookup<Place, Rule> _byPlace = rules.ToLookup(rule => rule.Place);

    public ImmutableArray<Resource> Resources => resources;

    public ImmutableArray<Operation> Operations => operations;

    public ImmutableArray<Rule> Rules => rules;

    public Rule? Rule(string id) => _byId.GetValueOrDefault(id);

    public IEnumerable<Rule> At(Place place) => _byPlace[place];
}

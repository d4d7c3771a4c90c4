using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock;

/// <summary>The records that silos start with, of every contract: the same for the same seed, and they fit together.</summary>
public sealed class SeedTests
{
    private static readonly ImmutableArray<Contract> All = [.. Contracts.Names.Select(Contracts.Load)];

    private static IEnumerable<TestCaseData> Resources =>
        from contract in All
        from resource in contract.Resources
        select new TestCaseData(contract, resource).SetArgDisplayNames($"{contract.Api} {resource}");

    [TestCaseSource(nameof(Resources))]
    public void The_same_seed_makes_the_same_records(Contract contract, Resource resource)
    {
        var (one, other) = (Seed(contract, 40).Of(resource), Seed(contract, 40).Of(resource));
        other.All().Select(Text).ShouldBe(one.All().Select(Text));
    }

    [TestCaseSource(nameof(Resources))]
    public void Records_lead_to_records_that_exist(Contract contract, Resource resource)
    {
        var seeded = Seed(contract, 40);
        foreach (var field in resource.Fields.Where(field => field.Refers is not null))
        {
            var target = seeded.Of(contract.Resource(field.Refers!.Resource));
            var identities = seeded.Of(resource).All().SelectMany(record => record[resource.Fields.IndexOf(field)] switch
            {
                long one => [one],
                long[] several => several,
                _ => Array.Empty<long>(),
            }).ToList();
            identities.ShouldNotBeEmpty();
            identities.ShouldAllBe(identity => target.Find(identity) != null);
        }
    }

    [TestCaseSource(nameof(Resources))]
    public void Some_parents_have_several_children(Contract contract, Resource resource)
    {
        if (resource.Parent is not { } word)
            return;
        var seeded = Seed(contract, 40);
        var children = seeded.Of(resource);
        var parents = seeded.Of(contract.Resource(word.Resource)).All().Select(parent => parent.Identity).ToList();
        children.Count.ShouldBe(40);
        children.All().ShouldAllBe(child => parents.Contains(child.Parent));
        parents.Sum(parent => children.Children(parent).Count()).ShouldBe(children.Count);
        parents.Count(parent => children.Children(parent).Count() >= 3).ShouldBeGreaterThan(1);
        children.Children(parents[0]).Count().ShouldBeGreaterThanOrEqualTo(3);
    }

    [TestCaseSource(nameof(Resources))]
    public void Days_and_times_come_in_the_order_that_is_declared(Contract contract, Resource resource)
    {
        foreach (var field in resource.Fields.Where(field => field.After is not null))
        {
            var earlier = resource.Fields.IndexOf(resource.Field(field.After!));
            foreach (var record in Seed(contract, 200).Of(resource).All().Where(record => record[earlier] is not null))
            {
                var first = record[earlier] is DateOnly day ? day : new DateOnly((int)(long)record[earlier]!, 1, 1);
                if (record[resource.Fields.IndexOf(field)] is { } value)
                    (value is DateTime time ? DateOnly.FromDateTime(time) : (DateOnly)value).ShouldBeGreaterThanOrEqualTo(first);
            }
        }
    }

    [Test]
    public void Of_fields_that_may_not_all_be_missing_one_is_there()
    {
        var rules = All.SelectMany(contract => contract.Rules.Where(rule => rule.Behavior == Behaviors.AnyRequired).Select(rule => (contract, rule))).ToList();
        rules.ShouldNotBeEmpty();
        foreach (var (contract, rule) in rules)
        {
            var resource = rule.Place.Resource!;
            int[] fields = [.. ((JsonArray)rule.Arguments["fields"]!).Select(name => resource.Fields.IndexOf(resource.Field((string)name!)))];
            Seed(contract, 400).Of(resource).All().ShouldAllBe(record => fields.Any(field => record[field] != null));
        }
    }

    [TestCaseSource(nameof(Resources))]
    public void What_usual_records_have_is_there(Contract contract, Resource resource)
    {
        foreach (var field in resource.Fields.Where(field => field.Usual))
            Seed(contract, 200).Of(resource).All().ShouldAllBe(record => record[resource.Fields.IndexOf(field)] != null);
    }

    [TestCaseSource(nameof(Resources))]
    public void An_empty_silo_has_nothing(Contract contract, Resource resource) => Seed(contract, 0).Of(resource).Count.ShouldBe(0);

    [TestCaseSource(nameof(Resources))]
    public void One_of_which_a_resource_is_named_has_what_is_declared_and_what_a_filter_demands(Contract contract, Resource resource)
    {
        var table = Seed(contract, ((RecordCounts)0).With(resource.Name, 0)).Of(resource);
        var isDemanded = contract.Operation(OperationKind.Create, resource) is null && contract.Operations.Any(operation =>
            operation.Filter is { Required: true } filter
            && contract.Resource(operation.Resource).Field(filter.Field).Refers!.Resource == resource.Name);
        table.Count.ShouldBe(resource.Declared.Length > 0 ? resource.Declared.Length : isDemanded ? 3 : 0);
        for (var nth = 0; nth < resource.Declared.Length; nth++)
        {
            foreach (var (name, value) in resource.Declared[nth])
            {
                var field = resource.Field(name);
                FieldValue.Same(table.Find(nth + 1)![resource.Fields.IndexOf(field)], DeclaredValue.Of(field, value)).ShouldBeTrue();
            }
        }
    }

    private static Seeded Seed(Contract contract, RecordCounts records)
    {
        var silos = new Silos([contract], new SteppingClock());
        return new Seeded(contract, silos.Add(new SiloSettings { Keys = [new KeyRight("key", true)], Seed = 5, Records = records }).StateOf(contract).Store);
    }

    private static string Text(Record record) => $"{record.Identity} {record.Parent} {string.Join('|', record.ToValues().Select(FieldValue.Text))}";

    private sealed record Seeded(Contract Contract, Store Store)
    {
        public Table Of(Resource resource) => Store.Tables[Contract.Resources.IndexOf(resource)];
    }
}

using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock;

/// <summary>What a unique index finds, while it grows, shrinks and is taken apart.</summary>
public sealed class UniqueIndexTests
{
    private static readonly ResourcePlan Plan = ApiPlan.Of(Contracts.Load("planiso")).Resources.First(resource => !resource.Unique.IsEmpty);
    private static readonly FieldPlan Field = Plan.Unique[0];

    [Test]
    public void It_finds_what_is_there_and_nothing_else_whatever_was_done_before()
    {
        var table = new Table(Plan, new TableContent([]));
        var expected = new Dictionary<string, SortedSet<long>>(StringComparer.OrdinalIgnoreCase);
        var random = new Random(1);
        for (var step = 0; step < 20_000; step++)
        {
            // Enough for many parts; some values are given to several records, some written otherwise, and many taken back.
            var identity = random.Next(5) > 0 || table.Last == 0 ? table.NextIdentity() : random.NextInt64(1, table.Last + 1);
            var value = random.Next(10) == 0 ? null : $"{(random.Next(2) == 0 ? "value" : "VALUE")} {random.Next(6000)}";
            if (table.At(identity) is { } before && before[Field.Index] is string was)
                expected[was].Remove(identity);
            if (table.At(identity) is { } victim && random.Next(2) == 0)
            {
                table.Remove(victim);
                continue;
            }
            table.Put(Record(identity, value));
            if (value is null)
                continue;
            if (!expected.TryGetValue(value, out var identities))
                expected[value] = identities = [];
            identities.Add(identity);
        }
        foreach (var (value, identities) in expected)
            table.FindByValue(Field, value).Select(record => record.Identity).ShouldBe(identities);
        table.FindByValue(Field, "value 6000").ShouldBeEmpty();
        table.FindByValue(Field, null).ShouldBeEmpty();
    }

    [Test]
    public void A_seed_is_found_as_well_as_what_comes_behind_it([Values(0, 1, 1024, 1025, 5000)] int count)
    {
        var table = new Table(Plan, new TableContent([.. Enumerable.Range(1, count).Select(identity => Record(identity, $"value {identity}"))]));
        for (var identity = count + 1; identity <= count + 2000; identity++)
            table.Put(Record(identity, $"value {identity}"));
        for (var identity = 1; identity <= count + 2000; identity++)
            table.FindByValue(Field, $"Value {identity}").ShouldHaveSingleItem().Identity.ShouldBe(identity);
    }

    [TestCase("plain")]
    [TestCase("größer")]
    [TestCase("ﬁ \ud83d\ude00")]
    [TestCase("a very long one ", 40)]
    public void A_value_is_found_whatever_it_is_held_as(string text, int times = 1)
    {
        var value = string.Concat(Enumerable.Repeat(text, times));
        var table = new Table(Plan, new TableContent([Record(1, "other")]));
        table.Put(Record(2, value));
        table.FindByValue(Field, value.ToUpperInvariant()).ShouldHaveSingleItem().Identity.ShouldBe(2);
        table.Put(Record(2, value + "x"));
        table.FindByValue(Field, value).ShouldBeEmpty();
        table.FindByValue(Field, value + "X").ShouldHaveSingleItem().Identity.ShouldBe(2);
        table.Remove(table.At(2)!);
        table.FindByValue(Field, value + "x").ShouldBeEmpty();
    }

    [Test]
    public void Of_many_who_want_a_value_at_once_one_gets_it()
    {
        const int names = 3000;
        var contract = Contracts.Load("planiso");
        var simulator = new Simulator(contract, TimeProvider.System);
        var silos = new Silos([contract], TimeProvider.System);
        var silo = silos.Add(new SiloSettings { Keys = [new KeyRight("key", CanWrite: true)], Records = 3 });
        var made = new int[names];
        Parallel.For(0, names * 4, attempt =>
        {
            var name = attempt % names;
            var body = System.Text.Encoding.UTF8.GetBytes($$"""{ "fullname": "A", "username": "{{(attempt < names ? "name" : "NAME")}}{{name}}" }""");
            var request = new SimulatedRequest("POST", "/v1/user", "",
                header => header == "Authorization" ? "Bearer key" : header == "Content-Type" ? "application/json" : null, body);
            var answer = simulator.Answer(request, silos, silo);
            answer.Status.ShouldBeOneOf(201, 409);
            if (answer.Status == 201)
                Interlocked.Increment(ref made[name]);
        });
        made.ShouldAllBe(count => count == 1);
    }

    private static Record Record(long identity, string? value)
    {
        var values = new object?[Plan.Fields.Length];
        values[Field.Index] = value;
        return new Record(identity, values);
    }
}

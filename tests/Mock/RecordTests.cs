using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Storage.Packing;

namespace PlanisoContract.Tests.Mock;

/// <summary>A record's values are bytes, and come back as they were.</summary>
public sealed class RecordTests
{
    private static readonly Record Other = new(3, []);

    private static readonly object?[] All =
    [
        null, true, false, "", "plain", "größer", "half \ud83d", new string('a', 254), new string('a', 255), new string('é', 127), new string('é', 128),
        0L, long.MinValue, long.MaxValue, DateOnly.MinValue, DateOnly.MaxValue, new DateTime(2026, 3, 4, 5, 6, 7, 8, DateTimeKind.Utc),
        Sentinel.Generated, Sentinel.Placeholder, Sentinel.Nothing, new NumberOf(7), Other, new[] { Other }, new RawJson("{}"), new[] { "a", "b" }, new[] { 1L, 2L },
        new KeyedValues(ImmutableSortedDictionary<long, object?>.Empty.Add(1, "one")), new ExtraMembers(new Dictionary<string, RawJson>()),
    ];

    [Test]
    public void Values_come_back_as_they_were([Values] bool inBlock)
    {
        var block = inBlock ? new ValueBlock() : null;
        Record[] records = [.. Enumerable.Range(1, 100).Select(identity => new Record(identity, All, identity % 2 == 0, identity + 1, block))];
        foreach (var record in records)
        {
            record.ToValues().ShouldBe(All);
            record.Count.ShouldBe(All.Length);
            Enumerable.Range(0, All.Length).Select(index => record[index]).ShouldBe(All);
            record.ExtraMembers.ShouldBeSameAs(All[^1]);
            (record.Deleted, record.Parent).ShouldBe((record.Identity % 2 == 0, record.Identity + 1));
        }
        records[0][Array.IndexOf(All, Other)].ShouldBeSameAs(Other);
        ((DateTime)records[0][16]!).Kind.ShouldBe(DateTimeKind.Utc);
    }

    [Test]
    public void Another_version_has_what_changes_and_what_does_not()
    {
        var before = new Record(1, All, parent: 9, block: new ValueBlock());
        for (var index = 0; index < All.Length; index++)
        {
            var values = before.Unchanged();
            values[index] = "another text";
            var after = before.With(values, deleted: true);
            object?[] expected = [.. All[..index], "another text", .. All[(index + 1)..]];
            after.ToValues().ShouldBe(expected);
            (after.Identity, after.Parent, after.Deleted).ShouldBe((1, 9, true));
        }
        before.ToValues().ShouldBe(All, "whoever read it reads the same as before");
    }

    [Test]
    public void What_is_missing_at_the_end_stays_and_what_is_more_comes_along()
    {
        var before = new Record(1, ["a", new ExtraMembers(ImmutableDictionary<string, RawJson>.Empty)]);
        before.With(["b"], false).ExtraMembers.ShouldBeSameAs(before.ExtraMembers);
        before.With(["b"], false)[0].ShouldBe("b");
        var extras = new ExtraMembers(ImmutableDictionary<string, RawJson>.Empty);
        new Record(1, ["a"]).With([Sentinel.NotSent, extras], false).ToValues().ShouldBe(["a", extras]);
    }

    [Test]
    public void Versions_tell_whether_a_value_is_the_same()
    {
        var before = new Record(1, All);
        var values = before.Unchanged();
        values[4] = "plain";
        values[5] = "größes";
        values[6] = "plain";
        values[8] = new string('a', 255);
        var after = before.With(values, false);
        Enumerable.Range(0, All.Length).Where(index => !before.HasSame(index, after)).ShouldBe([5, 6, 8], "of a long text only a closer look could tell");
    }

    [Test]
    public void A_text_is_read_without_making_one()
    {
        var packed = new Record(1, All).Packed;
        var room = new char[PackedValues.MostTextBytes];
        for (var index = 0; index < All.Length; index++)
        {
            var isText = packed.TryGetText(index, room, out var length);
            isText.ShouldBe(All[index] is string { Length: < 255 } and not "" && All[index] is not string { Length: 128 } || All[index] is "");
            if (isText)
                new string(room, 0, length).ShouldBe(All[index]);
            if (packed.TryGetAscii(index, out var ascii))
                System.Text.Encoding.UTF8.GetString(ascii).ShouldBe(All[index]);
        }
    }

    [Test]
    public void A_block_is_filled_and_then_left_alone()
    {
        var block = new ValueBlock();
        var places = Enumerable.Range(0, 2_000).Select(_ => block.Add(new byte[100])).ToList();
        places.DistinctBy(place => (place.Bytes, place.Start)).Count().ShouldBe(2_000);
        places.GroupBy(place => place.Bytes).ShouldAllBe(used => used.Max(place => place.Start) + 100 <= used.Key.Length);
        places.Select(place => place.Bytes).Distinct().Count().ShouldBeLessThan(10);
        block.Add(new byte[1 << 20]).Bytes.Length.ShouldBe(1 << 20);
    }
}

using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace PlanisoContract.Mock.Stubs.Paths;

/// <summary>One step of a path, with the steps that follow.</summary>
internal abstract class PathStep
{
    public PathStep? Next { get; set; }

    /// <summary>Whether it leads from one value to one value at most.</summary>
    public abstract bool IsDefinite { get; }

    /// <summary>Goes on from a value.</summary>
    /// <param name="value">Where the walk is.</param>
    /// <param name="run">Takes what is found.</param>
    /// <param name="definite">Whether all steps before led to one value: then it must be there.</param>
    public abstract void Take(JToken value, PathRun run, bool definite);

    /// <summary>Whether a search through all levels tries this step at a value.</summary>
    public virtual bool IsFor(JToken value, PathRun run) => true;

    protected void Pass(JToken value, PathRun run, bool definite)
    {
        if (!run.GoesOn())
            return;
        if (Next is null)
            run.Found.Add(value);
        else
            Next.Take(value, run, definite && IsDefinite);
    }

    protected static void Missing(PathRun run, bool definite) => run.IsBroken |= definite;
}

/// <summary><c>.name</c>, <c>['name']</c>, <c>['one','other']</c>.</summary>
internal sealed class NameStep(ImmutableArray<string> names) : PathStep
{
    public override bool IsDefinite => names.Length == 1 || Next is null;

    public override void Take(JToken value, PathRun run, bool definite)
    {
        if (value is not JObject members)
            Missing(run, definite);
        else if (names.Length > 1 && Next is null && run.MayCopy(members))
            Pass(new JObject(names.Distinct().Where(members.ContainsKey).Select(name => new JProperty(name, members[name]))), run, definite);
        else
            Each(members, run, definite);
    }

    public override bool IsFor(JToken value, PathRun run) =>
        value is JObject members && (!IsDefinite || names.All(members.ContainsKey));

    private void Each(JObject members, PathRun run, bool definite)
    {
        foreach (var name in names)
        {
            if (members.TryGetValue(name, out var member))
                Pass(member, run, definite);
            else
                Missing(run, definite && Next is not null && IsDefinite);
        }
    }
}

/// <summary><c>[0]</c>, <c>[-1]</c>, <c>[0,2]</c>.</summary>
internal sealed class IndexStep(ImmutableArray<int> indexes) : PathStep
{
    public override bool IsDefinite => indexes.Length == 1;

    public override void Take(JToken value, PathRun run, bool definite)
    {
        if (value is not JArray items)
        {
            Missing(run, definite);
            return;
        }
        foreach (var index in indexes)
        {
            var place = index < 0 ? items.Count + index : index;
            if (place >= 0 && place < items.Count)
                Pass(items[place], run, definite);
        }
    }

    public override bool IsFor(JToken value, PathRun run) => value is JArray;
}

/// <summary><c>[1:]</c>, <c>[:2]</c>, <c>[1:3]</c>.</summary>
internal sealed class SliceStep(int? from, int? to) : PathStep
{
    public override bool IsDefinite => false;

    public override void Take(JToken value, PathRun run, bool definite)
    {
        if (value is not JArray items)
        {
            Missing(run, definite);
            return;
        }
        var (first, end) = Range(items.Count);
        for (var index = first; index < end; index++)
        {
            var place = index < 0 ? items.Count + index : index;
            if (place >= 0)
                Pass(items[place], run, definite);
        }
    }

    public override bool IsFor(JToken value, PathRun run) => value is JArray;

    // With both ends given, negative ones are not counted from the end, but walked through: [-2:-1] is the last but one.
    private (int First, int End) Range(int count) => (from, to) switch
    {
        ({ } first, null) => (Math.Max(0, first < 0 ? count + first : first), count),
        (null, { } end) => (0, Math.Min(count, end < 0 ? count + end : end)),
        ({ } first, { } end) => (Math.Max(first, -count), Math.Min(count, end)),
        _ => (0, count),
    };
}

/// <summary><c>.*</c>, <c>[*]</c>.</summary>
internal sealed class AllStep : PathStep
{
    public override bool IsDefinite => false;

    public override void Take(JToken value, PathRun run, bool definite)
    {
        foreach (var child in value is JObject members ? members.PropertyValues() : value.Children())
            Pass(child, run, definite);
    }
}

/// <summary><c>..</c>: the next step, tried at each object and list below.</summary>
internal sealed class ScanStep : PathStep
{
    public override bool IsDefinite => false;

    public override void Take(JToken value, PathRun run, bool definite)
    {
        if (value is not JContainer || !run.GoesOn())
            return;
        if (Next!.IsFor(value, run))
            Next.Take(value, run, false);
        foreach (var child in value is JObject members ? members.PropertyValues() : value.Children())
            Take(child, run, false);
    }
}

/// <summary><c>[?(…)]</c>: of a list the items that pass, of an object itself.</summary>
internal sealed class FilterStep(PathCondition condition) : PathStep
{
    public override bool IsDefinite => false;

    public override void Take(JToken value, PathRun run, bool definite)
    {
        if (value is JArray items)
        {
            foreach (var item in items)
            {
                if (run.GoesOn() && condition.Holds(item, run))
                    Pass(item, run, definite);
            }
        }
        else if (value is JObject)
        {
            if (condition.Holds(value, run))
                Pass(value, run, definite);
        }
        else if (definite)
        {
            run.Fail("The filter meets neither a list nor an object.");
        }
    }

    public override bool IsFor(JToken value, PathRun run) => condition.Holds(value, run);
}

/// <summary><c>.length()</c> and its like; always the last step.</summary>
internal sealed class FunctionStep(PathFunction function, ImmutableArray<FilterValue> arguments, bool copies) : PathStep
{
    public override bool IsDefinite => true;

    public override void Take(JToken value, PathRun run, bool definite)
    {
        if (copies && !run.MayCopy(value))
            return;
        if (function(value, [.. arguments.Select(argument => argument.Of(run.Root, run))], out var problem) is { } result)
            Pass(result, run, definite);
        else
            run.Fail(problem);
    }
}

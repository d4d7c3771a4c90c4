using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Seeding;

/// <summary>How many records are made of each resource of an API: what is asked for, and what that requires.</summary>
internal sealed class SeedCounts
{
    private readonly RecordCounts _asked;
    private readonly ImmutableArray<int> _counts;

    /// <param name="plan">The API.</param>
    /// <param name="parameters">What is asked for.</param>
    /// <param name="given">Records that are there in place of generated ones; null without any.</param>
    public SeedCounts(ApiPlan plan, RecordCounts parameters, GivenContent? given = null)
    {
        _asked = parameters;
        var counts = parameters.IsNone ? new int[plan.Resources.Length] : Required(plan, parameters);
        foreach (var (resource, table) in (given?.Tables ?? []).Index())
        {
            if (table is not null)
                counts[resource] = table.Records.Count(record => !record.IsRemoved);
        }
        // Without parents there are no nested records.
        foreach (var resource in plan.Resources.Where(resource => resource.Parent is { } parent && counts[parent.Index] == 0 && given?.Tables[resource.Index] is null))
            counts[resource.Index] = 0;
        _counts = [.. counts];
    }

    private int[] Required(ApiPlan plan, RecordCounts parameters)
    {
        var counts = new int[plan.Resources.Length];
        // What a resource requires may require others: repeated until nothing grows.
        for (var before = -1L; before != counts.Sum(count => (long)count);)
        {
            before = counts.Sum(count => (long)count);
            foreach (var resource in plan.Resources)
                counts[resource.Index] = Math.Max(Count(resource, counts), parameters.Named.IsEmpty || !IsNeeded(resource, plan, counts) ? 0 : 1);
        }
        return counts;
    }

    public long Total => _counts.Sum(count => (long)count);

    public int Of(ResourcePlan resource) => _counts[resource.Index];

    /// <summary>The position of the record that the n-th record with a link gets: the links take turns.</summary>
    /// <param name="link">The linking field.</param>
    /// <param name="ordinal">From 1.</param>
    public int Linked(FieldPlan link, int ordinal)
    {
        var links = link.Target!.LinkedBy;
        var (own, position) = (links.IndexOf(link), 0);
        for (var at = 0; at < links.Length; at++)
            position += Math.Min(at < own ? ordinal : ordinal - 1, Of(links[at].Owner));
        return position;
    }

    /// <summary>
    /// A linked resource has a record for each that links it, plus some without; what no request creates is
    /// reference data, of which there are few, but more than a page. Some records every silo has.
    /// </summary>
    private int Count(ResourcePlan resource, int[] counts)
    {
        if (_asked.Named.TryGetValue(resource.Resource.Name, out var named))
            return Math.Max(resource.Basic, Math.Max(named, Links(resource, counts)));
        var others = _asked.Others;
        if (resource.Operations[(int)OperationKind.Create] is null)
        {
            return others == 0 || !resource.Resource.Declared.IsEmpty ? resource.Basic
                : resource.Operations[(int)OperationKind.List]?.Operation.Paging is { } paging ? paging.Size + 5
                : Math.Max(resource.Basic, Math.Min(others, 12));
        }
        if (resource.LinkedBy.IsEmpty)
            return Math.Max(resource.Basic, others);
        var links = Links(resource, counts);
        return Math.Max(resource.Basic, links == 0 ? others : links + Math.Max(1, others / 10));
    }

    private static int Links(ResourcePlan resource, int[] counts) => resource.LinkedBy.Sum(link => counts[link.Owner.Index]);

    // A parent, or a record to refer to where a reference is required.
    private static bool IsNeeded(ResourcePlan resource, ApiPlan plan, int[] counts) => plan.Resources.Any(other => counts[other.Index] > 0
        && (other.Parent == resource || other.Fields.Any(field => field.Field is { Refers: not null, Nullable: false } && field.Target == resource)));
}

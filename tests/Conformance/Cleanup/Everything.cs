using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Execution.Sessions;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Conformance.Cleanup;

/// <summary>All records that a target shows in its lists, also those under parents and behind filters.</summary>
internal static class Everything
{
    /// <summary>The records by resource, parent and identity.</summary>
    public static async Task<Dictionary<(string Resource, string Parent, string Identity), JsonObject>> ReadAsync(Contract contract, TargetOptions target)
    {
        var session = new Session(Run.Create(contract, target with { Mode = RunMode.ReadOnly }, TimeProvider.System));
        var all = new Dictionary<(string, string, string), JsonObject>();
        foreach (var resource in contract.Resources.OrderBy(resource => resource.Parent is not null))
        {
            if (contract.ListOf(resource) is not { } list)
                continue;
            var narrowed = resource.Parent?.Resource ?? (list.Filter is { } filter ? resource.Field(filter.Field).Refers!.Resource : null);
            var values = narrowed is null ? [""] : all.Keys.Where(key => key.Item1 == narrowed).Select(key => key.Item3).ToList();
            if (narrowed is not null && values.Count == 0 && contract.ListOf(contract.Resource(narrowed)) is { } others)
                values = [.. (await session.List(others)).Records.Select(record => record[contract.Resource(narrowed).Identity.Name]!.ToString())];
            foreach (var value in values)
            {
                var how = resource.Parent is not null ? new Sending { Parent = value } : narrowed is not null
                    ? new Sending { NoFilter = true, Query = $"{list.Filter!.Parameter}={value}" } : new Sending();
                foreach (var record in (await session.List(list, how)).Records)
                    all[(resource.Name, value, record[resource.Identity.Name]!.ToString())] = record;
            }
        }
        return all;
    }
}

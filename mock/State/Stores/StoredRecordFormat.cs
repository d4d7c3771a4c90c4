using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PlanisoContract.Mock.Seeding;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State.Stores;

/// <summary>Single records as JSON by the names of their fields, as data files have them: a contract that has changed since can read them.</summary>
/// <param name="plan">The API.</param>
/// <param name="modes">The modes in force.</param>
/// <param name="thisYear">The current year.</param>
internal sealed class StoredRecordFormat(ApiPlan plan, ActiveModes modes, int thisYear)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ValueCheck _check = new(thisYear);

    /// <summary>The record as it is, removed or not; null where nothing is left of it.</summary>
    public string? Write(Store store, ResourcePlan resource, long identity)
    {
        var table = store.Tables[resource.Index];
        var current = table.At(identity);
        if ((current ?? table.Removed(identity)) is not { } record)
            return null;
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            // Unique values are not checked when it is read again.
            new RecordDataWriter(resource, (of, other) => store.Tables[of.Index].At(other), _ => false, _check, asNumbers: true)
                .Write(json, record, isRemoved: current is null, table.OtherIdentities(identity));
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>Puts records into a store; those that others show come first.</summary>
    /// <param name="store">The store.</param>
    /// <param name="records">The records, all of the API.</param>
    /// <param name="report">Takes a record that does not fit the contract, and why.</param>
    public void Load(Store store, IEnumerable<StoredRecord> records, Action<StoredRecord, string> report)
    {
        var references = new References(plan);
        references.Complete((_, _) => true);
        var reader = new RecordReader(new ValueReader(_check, references), references, null);
        foreach (var group in records.GroupBy(record => record.Resource).Select(group => (Resource: Resource(group.Key), Records: group.OrderBy(record => record.Identity)))
            .OrderBy(group => group.Resource is { } resource ? Rank(resource) : 0))
        {
            foreach (var stored in group.Records)
            {
                if (group.Resource is not { } resource)
                    report(stored, $"There is no resource {stored.Resource} in {plan.Contract.Api}.");
                else if (stored.Json is null)
                    store.Tables[resource.Index].Forget(stored.Identity);
                else
                    Load(store, resource, stored, reader, report);
            }
        }
    }

    private void Load(Store store, ResourcePlan resource, StoredRecord stored, RecordReader reader, Action<StoredRecord, string> report)
    {
        var problems = new List<string>();
        using var json = JsonDocument.Parse(stored.Json!);
        var given = reader.Read(resource, new PendingRecord(json.RootElement, "", (at, problem) => problems.Add($"{at}: {problem}")) { Identity = stored.Identity });
        var values = problems.Count > 0 ? [] : Values(store, resource, given, problems);
        if (problems.Count > 0)
        {
            report(stored, string.Join(' ', problems));
            return;
        }
        var isDeleted = given.IsDeleted ?? (resource.Active is { } active && values[active.Index] is false);
        store.Tables[resource.Index].Load(new Record(stored.Identity, values, isDeleted, given.Parent ?? 0), given.IsRemoved, given.OtherIdentities);
    }

    private object?[] Values(Store store, ResourcePlan resource, GivenRecord given, List<string> problems)
    {
        var values = new object?[resource.Fields.Length + (given.Extra is null ? 0 : 1)];
        if (given.Extra is not null)
            values[^1] = given.Extra;
        foreach (var field in resource.Fields)
        {
            values[field.Index] = given.Values[field.Index] switch
            {
                GivenLink link => Related(field, link),
                GivenLink[] links => links.Select(link => Related(field, link)).OfType<Record>().ToArray(),
                Sentinel sentinel when sentinel == Sentinel.NotSent => field == resource.Number ? Sentinel.Generated : GivenRecords.Unset(field, modes),
                var value => value,
            };
        }
        return values;

        Record? Related(FieldPlan field, GivenLink link)
        {
            var table = store.Tables[field.Target!.Index];
            var record = link.Version is { } version ? GivenRecords.Version(version) : table.At(link.Identity) ?? table.Removed(link.Identity);
            if (record is null)
                problems.Add($"/{field}: There is no {field.Target.Resource} {link.Identity}.");
            return record;
        }
    }

    private ResourcePlan? Resource(string name) => plan.Resources.FirstOrDefault(resource => DataFormat.Name(resource) == name);

    // No resource shows itself, not by way of others either.
    private static int Rank(ResourcePlan resource) => resource.Fields.Where(field => field.IsRelated).Select(field => Rank(field.Target!) + 1).Append(0).Max();
}

using System.Collections.Immutable;
using System.Text.Json;
using PlanisoContract.Mock.Journal;
using PlanisoContract.Mock.Seeding;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.State;

namespace PlanisoContract.Mock;

/// <summary>The silos, the overrides and the journal of contracts that are acted out.</summary>
public abstract class ContractHandle
{
    private readonly JournalJson _json;

    private protected ContractHandle(MockServices services)
    {
        Services = services;
        _json = new JournalJson(services);
    }

    /// <summary>The keys of all silos.</summary>
    public IReadOnlyList<string> Keys => [.. Services.Silos.AllKeys];

    internal MockServices Services { get; }

    /// <summary>Makes a silo: an isolated world of records, for one test, say.</summary>
    /// <returns>The key that opens it.</returns>
    /// <exception cref="PlanisoMockException">A key is taken, or there is no such rule or reading.</exception>
    public string AddSilo(PlanisoSiloOptions? options = null)
    {
        try
        {
            options ??= new PlanisoSiloOptions();
            var settings = options.Read(Services.Options.Start);
            settings = options.Data is { } data ? settings with { Given = Read(data, settings) } : settings;
            return Services.Change(() => Services.Silos.Add(settings)).Name;
        }
        catch (ArgumentException wrong)
        {
            throw new PlanisoMockException(StartException.Reason(wrong), wrong);
        }
    }

    /// <summary>Changes answers on purpose. Of several overrides the first one that applies decides.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="PlanisoMockException">Something is wrong with it; the message says all of it.</exception>
    public int AddOverride(PlanisoOverride change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var reader = Services.NewOverrideReader();
        var definitions = reader.Read(change.ToJson());
        return reader.Problems.Count == 0
            ? Services.Change(() => Services.Overrides.List.Add(definitions)).Single().Id
            : throw new PlanisoMockException(string.Join('\n', reader.Problems));
    }

    /// <summary>How often an override has acted; null where there is no such one.</summary>
    public long? CountUses(int overrideId) => Services.Overrides.List.Find(overrideId)?.Used;

    /// <summary>Deletes an override; false where there is no such one.</summary>
    public bool RemoveOverride(int overrideId) => Services.Change(() => Services.Overrides.List.Remove(overrideId));

    /// <summary>Deletes all overrides.</summary>
    public void ClearOverrides() => Services.Change(Services.Overrides.List.Clear);

    /// <summary>What was asked and answered, the oldest first.</summary>
    /// <param name="operation">An <c>operationId</c>, or null for all.</param>
    public IReadOnlyList<JournalRecord> Journal(string? operation = null) =>
        [.. Services.Journal.All.Where(entry => operation is null || entry.OperationId == operation).Reverse().Select(entry => JournalRecord.Of(entry, _json.KeyOf(entry)))];

    /// <summary>Puts everything back to where it began. Silos that were made since are gone.</summary>
    public void Reset() => Services.Change(Services.Reset);

    /// <summary>Puts the silo that a key opens back to its seed.</summary>
    /// <exception cref="PlanisoMockException">No silo has the key.</exception>
    public void Reset(string key) => Services.Change(() => Services.Reset(Find(key)));

    /// <summary>Saves all silos under a name, or the one that a key opens; in place of what was saved under it before.</summary>
    /// <param name="name">The name.</param>
    /// <param name="key">A key of the silo; null for all.</param>
    /// <param name="withOverrides">Whether the overrides come along.</param>
    /// <exception cref="PlanisoMockException">No silo has the key.</exception>
    public Task SaveAsync(string name, string? key = null, bool withOverrides = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Services.Change(() => Services.Snapshots.Save(name, key is null ? null : Find(key), withOverrides));
        return Task.CompletedTask;
    }

    /// <summary>Puts what was saved under a name back exactly as it was.</summary>
    /// <exception cref="PlanisoMockException">Nothing was saved under it.</exception>
    public Task RestoreAsync(string name)
    {
        Services.Change(() => Services.Snapshots.Restore(Services.Snapshots.Find(name) ?? throw new PlanisoMockException(Services.Snapshots.Missing(name))));
        return Task.CompletedTask;
    }

    private ImmutableSortedDictionary<string, GivenContent> Read(object data, SiloSettings settings)
    {
        var problems = new List<DataProblem>();
        var given = Services.Data.Read([DataDocument.Of(JsonSerializer.SerializeToElement(data), "")], settings.Records, problems);
        return problems.Count == 0 ? given : throw new PlanisoMockException(string.Join('\n', problems));
    }

    private Silo Find(string key) => Services.Silos.Find(key)?.Silo
        ?? throw new PlanisoMockException($"No key {key} opens a silo; there is {string.Join(", ", Keys)}.");
}

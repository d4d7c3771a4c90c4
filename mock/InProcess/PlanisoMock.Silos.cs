using System.Collections.Immutable;
using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.InProcess;

// Isolated worlds of records.
public sealed partial class PlanisoMock
{
    /// <summary>All silos, in the order in which they were added.</summary>
    public IReadOnlyList<PlanisoSilo> Silos => [.. _host.Silos.All.Select(silo => new PlanisoSilo(_host, silo))];

    /// <summary>Makes a silo: an isolated world of records, for one test, say.</summary>
    /// <exception cref="PlanisoMockException">A key is taken, or there is no such rule or reading.</exception>
    public PlanisoSilo AddSilo(PlanisoSiloOptions? options = null)
    {
        try
        {
            return new PlanisoSilo(_host, _host.Silos.Add(Settings(options ?? new PlanisoSiloOptions(), _host.Options.Start)));
        }
        catch (ArgumentException wrong)
        {
            throw new PlanisoMockException(StartException.Reason(wrong), wrong);
        }
    }

    /// <summary>The silo that a key opens.</summary>
    /// <exception cref="PlanisoMockException">There is none.</exception>
    public PlanisoSilo Silo(string key) => _host.Silos.Find(key) is { } access
        ? new PlanisoSilo(_host, access.Silo)
        : throw new PlanisoMockException($"No key {key} opens a silo; there is {string.Join(", ", _host.Silos.All.SelectMany(silo => silo.Settings.Keys).Select(right => right.Key))}.");

    /// <summary>Puts the records of all silos back to their seeds.</summary>
    public void ResetRecords()
    {
        foreach (var silo in _host.Silos.All)
            _host.Silos.Reset(silo);
    }

    private static SiloSettings Settings(PlanisoSiloOptions silo, SiloSettings start)
    {
        var keys = ImmutableArray.Create(new KeyRight(silo.Key ?? Simulation.Storage.Silos.NewKey(), true));
        return start with
        {
            Keys = silo.ReadOnlyKey is { } readOnly ? keys.Add(new KeyRight(readOnly, false)) : keys,
            Seed = silo.Seed ?? start.Seed,
            Records = Records(silo.Records ?? start.Records, silo.RecordsOf),
            Profile = silo.Profile is { } profile ? Profile(profile) : start.Profile,
            Broken = silo.Broken is { } broken ? [.. broken] : start.Broken,
        };
    }

    private static RecordCounts Records(RecordCounts each, IReadOnlyDictionary<string, int>? named) =>
        (named ?? ImmutableSortedDictionary<string, int>.Empty).Aggregate(each, (counts, one) => counts.With(one.Key, one.Value));

    private static ImmutableSortedDictionary<string, string> Profile(IReadOnlyDictionary<string, string> readings) =>
        readings.ToImmutableSortedDictionary(StringComparer.Ordinal);
}

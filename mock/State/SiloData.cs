using System.Collections.Immutable;
using PlanisoContract.Mock.Seeding;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State;

/// <summary>Puts data into silos and takes it out.</summary>
/// <param name="contracts">The APIs.</param>
/// <param name="clock">The time.</param>
internal sealed class SiloData(ImmutableArray<Contract> contracts, TimeProvider clock)
{
    private int ThisYear => clock.GetUtcNow().Year;

    /// <summary>All records of a silo.</summary>
    public byte[] Export(Silo silo) => new DataWriter(ThisYear).Write(
        contracts.Select(silo.StateOf).Select(state => (state.Plan, state.Capture().Make())));

    /// <summary>Reads what a silo is to start with; all that is wrong is among the problems.</summary>
    public ImmutableSortedDictionary<string, GivenContent> Read(IReadOnlyCollection<DataDocument> documents, RecordCounts records, List<DataProblem> problems, int mostProblems = 100)
    {
        var reader = new DataReader(contracts, ThisYear, mostProblems);
        var given = reader.Read(documents, records);
        problems.AddRange(reader.Problems);
        return given;
    }

    /// <summary>Puts a silo where it would be had it started with the data; what the data does not name is seeded again.</summary>
    /// <returns>What is wrong; then nothing has changed.</returns>
    public IReadOnlyList<DataProblem> Put(Silo silo, DataDocument document)
    {
        var problems = new List<DataProblem>();
        var given = Read([document], silo.Settings.Records, problems);
        if (problems.Count > 0)
            return problems;
        foreach (var contract in contracts)
            silo.StateOf(contract).Replace(Source(silo, contract, given.GetValueOrDefault(contract.Api)));
        return [];
    }

    /// <summary>The records of a silo with these settings, by API; null where nothing is given of one.</summary>
    public ImmutableArray<StoreSource?> Make(SiloSettings settings, ImmutableSortedDictionary<string, GivenContent> given)
    {
        var silo = new Silos(contracts, clock).Add(settings);
        return [.. contracts.Select(contract => given.TryGetValue(contract.Api, out var content) ? Source(silo, contract, content) : null)];
    }

    /// <summary>Gives a silo another start, and puts it there.</summary>
    public void Start(Silo silo, ImmutableSortedDictionary<string, GivenContent> given)
    {
        foreach (var contract in contracts)
            silo.StateOf(contract).Restart(Source(silo, contract, given.GetValueOrDefault(contract.Api)));
    }

    /// <summary>Adds records to a silo.</summary>
    /// <returns>What is wrong; then nothing has changed.</returns>
    public IReadOnlyList<DataProblem> Patch(Silo silo, DataDocument document)
    {
        var reader = new DataReader(contracts, ThisYear);
        var apis = reader.ApisOf([document]);
        var given = ImmutableSortedDictionary<string, GivenContent>.Empty;
        var present = new Dictionary<string, StoreContent>();
        Within(0);
        return reader.Problems;

        // Nobody writes while it is checked and added, to none of the APIs.
        void Within(int api)
        {
            if (api == apis.Length)
            {
                given = reader.Read([document], silo.Settings.Records, present);
                return;
            }
            silo.StateOf(apis[api]).Change(content =>
            {
                present[apis[api].Api] = content;
                Within(api + 1);
                return reader.Problems.Count > 0 ? null : Seeder(silo, apis[api], given[apis[api].Api]).AddTo(content);
            });
        }
    }

    // Made at once, so that a request never waits for it; but what nobody has asked for yet is left to be made.
    private StoreSource Source(Silo silo, Contract contract, GivenContent? given)
    {
        var source = new StoreSource(progress => Seeder(silo, contract, given).Seed(progress));
        if (given is not null)
            source.Make();
        return source;
    }

    private Seeder Seeder(Silo silo, Contract contract, GivenContent? given)
    {
        var state = silo.StateOf(contract);
        return new Seeder(state.Plan, state.Modes, silo.Settings.Seed, ThisYear, silo.Settings.Records, given);
    }
}

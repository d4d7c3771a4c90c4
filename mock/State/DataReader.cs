using System.Collections.Immutable;
using System.Text.Json;
using PlanisoContract.Mock.Seeding;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State;

/// <summary>Reads data that somebody gives to a silo: all of it is right, or all that is wrong is told.</summary>
/// <param name="contracts">The APIs.</param>
/// <param name="thisYear">The current year.</param>
/// <param name="mostProblems">How many problems of a document are told.</param>
internal sealed class DataReader(ImmutableArray<Contract> contracts, int thisYear, int mostProblems = 100)
{

    private readonly List<DataProblem> _problems = [];

    /// <summary>What is wrong; empty if nothing is.</summary>
    public IReadOnlyList<DataProblem> Problems => _problems;

    /// <summary>The APIs that documents name.</summary>
    public ImmutableArray<Contract> ApisOf(IReadOnlyCollection<DataDocument> documents) =>
        [.. contracts.Where(contract => documents.Any(document => document.Root.ValueKind == JsonValueKind.Object && document.Root.TryGetProperty(contract.Api, out _)))];

    /// <summary>The records, by the API's name.</summary>
    /// <param name="documents">What is given; records may refer to those of another document.</param>
    /// <param name="records">How many records are seeded of what is not named.</param>
    /// <param name="present">The records that are there and stay, by the API's name; null for none.</param>
    public ImmutableSortedDictionary<string, GivenContent> Read(
        IReadOnlyCollection<DataDocument> documents, RecordCounts records, IReadOnlyDictionary<string, StoreContent>? present = null)
    {
        var found = documents.Select(document => (Document: document, Problems: new List<(string, string)>())).ToList();
        foreach (var (document, problems) in found)
            CheckApis(document, problems);
        var given = ImmutableSortedDictionary.CreateBuilder<string, GivenContent>(StringComparer.Ordinal);
        foreach (var contract in ApisOf(documents))
        {
            var reader = new GivenReader(ApiPlan.Of(contract), thisYear);
            var there = present?.GetValueOrDefault(contract.Api);
            foreach (var (document, problems) in found)
            {
                if (document.Root.ValueKind == JsonValueKind.Object && document.Root.TryGetProperty(contract.Api, out var api))
                    reader.Add(api, Pointer.Down("", contract.Api), there, (pointer, problem) => problems.Add((pointer, problem)));
            }
            given[contract.Api] = reader.Finish(records, there);
        }
        foreach (var (document, problems) in found.Where(one => one.Problems.Count > 0))
            Report(document, problems);
        return given.ToImmutable();
    }

    private void CheckApis(DataDocument document, List<(string, string)> problems)
    {
        if (document.Root.ValueKind != JsonValueKind.Object)
        {
            problems.Add(("", ValueReader.Explain("an object { \"API\": { \"RESOURCE\": [ records ] } }", document.Root)));
            return;
        }
        var known = contracts.Select(contract => contract.Api).ToList();
        // The schema for editors.
        foreach (var name in document.Root.EnumerateObject().Select(member => member.Name).Where(name => !known.Contains(name) && name != "$schema"))
        {
            var hint = Contracts.Names.Contains(name) ? $"this mock serves {string.Join(", ", known)} alone."
                : Nearest.HintOrAll(name, known);
            problems.Add((Pointer.Down("", name), $"There is no API {name} here; {hint}"));
        }
    }

    private void Report(DataDocument document, List<(string Pointer, string Detail)> problems)
    {
        _problems.AddRange(document.Located([.. problems.Take(mostProblems)]));
        if (problems.Count > mostProblems)
            _problems.Add(new DataProblem(document.Source, 0, "", $"And {problems.Count - mostProblems} more."));
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using PlanisoContract.Mock.Seeding;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.State;

/// <summary>The data files that a mock starts with, each for a silo. Reading them again makes another object.</summary>
internal sealed class DataFiles
{
    private readonly ImmutableArray<(string File, SiloSettings Silo)> _files;
    private readonly ImmutableDictionary<string, ImmutableSortedDictionary<string, GivenContent>> _given;

    private DataFiles(ImmutableArray<(string File, SiloSettings Silo)> files, ImmutableDictionary<string, ImmutableSortedDictionary<string, GivenContent>> given) =>
        (_files, _given) = (files, given);

    /// <summary>The files.</summary>
    public IEnumerable<string> Paths => _files.Select(file => file.File).Distinct();

    /// <summary>Reads files.</summary>
    /// <param name="names">Each <c>FILE</c>, for the first silo, or <c>FILE@KEY</c>.</param>
    /// <param name="options">The silos, the APIs and the time.</param>
    /// <exception cref="StartException">Something is wrong; the message says all of it.</exception>
    public static DataFiles Load(IEnumerable<string> names, MockOptions options)
    {
        ImmutableArray<(string, SiloSettings)> files = [.. names.Select(name => Split(name, options.StartSilos))];
        var problems = new List<string>();
        return Read(files, options.Contracts, options.Clock, problems)
            ?? throw new StartException(problems.Count == 1 ? problems[0] : "The data is not right:\n  " + string.Join("\n  ", problems));
    }

    /// <summary>Reads them again; null where something is wrong.</summary>
    public DataFiles? Reload(MockOptions options, List<string> problems) => Read(_files, options.Contracts, options.Clock, problems);

    /// <summary>Whether a file is for a silo.</summary>
    public bool IsFor(SiloSettings silo, string path) => _files.Any(file => Path.GetFullPath(file.File) == path && Name(file.Silo) == Name(silo));

    /// <summary>What a silo starts with, or null where no file is for it.</summary>
    public ImmutableSortedDictionary<string, GivenContent>? Of(SiloSettings silo) => _given.GetValueOrDefault(Name(silo));

    private static DataFiles? Read(
        ImmutableArray<(string File, SiloSettings Silo)> files, ImmutableArray<Contract> contracts, TimeProvider clock, List<string> problems)
    {
        var given = ImmutableDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, GivenContent>>();
        foreach (var silo in files.GroupBy(file => Name(file.Silo)))
        {
            var documents = silo.Select(file => Document(file.File, problems)).OfType<DataDocument>().ToList();
            var found = new List<DataProblem>();
            given[silo.Key] = new SiloData(contracts, clock).Read(documents, silo.First().Silo.Records, found);
            problems.AddRange(found.Select(problem => problem.ToString()));
        }
        return problems.Count == 0 ? new DataFiles(files, given.ToImmutable()) : null;
    }

    private static DataDocument? Document(string file, List<string> problems)
    {
        try
        {
            return DataDocument.Parse(file, File.ReadAllBytes(file));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Add($"{file} cannot be read: {wrong.Message}");
        }
        catch (JsonException wrong)
        {
            problems.Add($"{file}:{wrong.LineNumber + 1}: {DataDocument.Reason(wrong)}");
        }
        return null;
    }

    // A name may hold the mark itself: then the file is there under all of it.
    private static (string File, SiloSettings Silo) Split(string name, ImmutableArray<SiloSettings> silos)
    {
        var cut = name.LastIndexOf('@');
        if (cut <= 0 || File.Exists(name))
            return (name, silos[0]);
        var key = name[(cut + 1)..];
        var keys = silos.SelectMany(silo => silo.Keys).Select(right => right.Key).ToList();
        return silos.FirstOrDefault(silo => silo.Keys.Any(right => right.Key == key)) is { } silo ? (name[..cut], silo)
            : throw new StartException($"--data {name}: no key {key} opens a silo; {Nearest.HintOrAll(key, keys)}");
    }

    private static string Name(SiloSettings silo) => silo.Keys[0].Key;
}

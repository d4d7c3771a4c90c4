using System.Collections.Immutable;

namespace PlanisoContract.Spec;

/// <summary>A contract of one's own, in a file.</summary>
public static class ContractFile
{
    private static readonly string[] Endings = [".yaml", ".yml", ".json", ".openapi", ".contract"];

    /// <summary>The name of the API that a file declares: <c>library</c> for <c>contracts/library.openapi.yaml</c>.</summary>
    public static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        while (Endings.FirstOrDefault(ending => name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } end)
            name = name[..^end.Length];
        return name;
    }

    /// <summary>The contracts of several files.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="reads">Takes the full path of every file before it is read, be it there or not; null where nobody asks.</param>
    /// <exception cref="InvalidContractException">As in <see cref="Read(string, Action{string})"/>, for all files at once.</exception>
    public static ImmutableArray<Contract> Read(IEnumerable<string> paths, Action<string>? reads = null)
    {
        var problems = new List<Problem>();
        var contracts = ImmutableArray.CreateBuilder<Contract>();
        foreach (var path in paths)
        {
            try
            {
                contracts.Add(Read(path, reads));
            }
            catch (InvalidContractException wrong)
            {
                problems.AddRange(wrong.Problems);
            }
        }
        return problems.Count == 0 ? contracts.ToImmutable() : throw new InvalidContractException(problems);
    }

    /// <summary>The contract that a file declares, YAML or JSON. What it refers to in other files of its directory becomes part of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reads">Takes the full path of every file before it is read, be it there or not; null where nobody asks.</param>
    /// <exception cref="InvalidContractException">The file cannot be read or is wrong; the exception lists every reason, each with line and column.</exception>
    public static Contract Read(string path, Action<string>? reads = null)
    {
        var problems = new List<Problem>();
        var document = new DocumentBundle(Path.GetFullPath(path), problems, reads).Read();
        if (problems.Count > 0)
            throw new InvalidContractException(problems);
        return ContractReader.Read(NameOf(path), document!) with { File = path };
    }
}

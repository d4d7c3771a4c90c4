using PlanisoContract.Conformance.CommandLine;

namespace PlanisoContract.Tests.Conformance.ContractDraft;

/// <summary>A document in a directory of its own, and the draft that init made of it there.</summary>
internal sealed class Drafted : IDisposable
{
    private readonly DirectoryInfo _directory;

    private Drafted(DirectoryInfo directory, string name, Program.Outcome run) => (_directory, Plain, Run) = (directory, Path.Combine(directory.FullName, name), run);

    public string Plain { get; }

    public string Draft => Path.ChangeExtension(Plain, null) + ".contract.yaml";

    /// <summary>What init said.</summary>
    public Program.Outcome Run { get; }

    /// <summary>Of a document in the folder beside this file.</summary>
    public static Task<Drafted> OfAsync(string name) => OfAsync(name, Repository.Read("tests", "Conformance", "ContractDraft", "Documents", name));

    /// <summary>Of a text.</summary>
    public static async Task<Drafted> OfAsync(string name, string text)
    {
        var directory = Directory.CreateTempSubdirectory("draft");
        var plain = Path.Combine(directory.FullName, name);
        await File.WriteAllTextAsync(plain, text);
        return new Drafted(directory, name, await ConformanceAsync("init", plain));
    }

    public static async Task<Program.Outcome> ConformanceAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        var code = await new ConformanceCommand(output, output, _ => null).Run(arguments);
        return new Program.Outcome(code, output.ToString(), "");
    }

    public void Dispose() => _directory.Delete(recursive: true);
}

using System.Collections.Immutable;
using System.Text.Json;
using PlanisoContract.Bench.Loads;

namespace PlanisoContract.Bench.Contenders;

/// <summary>What contenders have in common while one work is measured.</summary>
/// <param name="File">The file of works.</param>
/// <param name="Work">The work.</param>
/// <param name="Scratch">Where they may write.</param>
/// <param name="Packages">Where npm's packages are.</param>
/// <param name="Answers">What the mock answered to each request of the work.</param>
/// <param name="Records">The records of the work's silos, as the mock lists them.</param>
internal sealed record Stage(WorkFile File, Work Work, string Scratch, string Packages, ImmutableArray<Answer> Answers, byte[] Records)
{
    /// <summary>How the mock's answers with a status begin: status and message, before what differs by record.</summary>
    public string BeginningOf(int status)
    {
        var texts = Answers.Where(answer => answer.Status == status).Select(answer => answer.Text).ToList();
        var length = texts[0].IndexOf(',', StringComparison.Ordinal);
        length = length < 0 ? texts[0].Length : length;
        return texts.All(text => text.AsSpan().StartsWith(texts[0].AsSpan(0, length))) ? texts[0][..length] : "";
    }

    /// <summary>A file of its own for a contender.</summary>
    public string Write(string name, object content)
    {
        var file = Path.Combine(Scratch, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllText(file, content as string ?? JsonSerializer.Serialize(content));
        return file;
    }
}

using System.Text.RegularExpressions;

namespace PlanisoContract.Tests.Mock;

/// <summary>The folders of <c>mock/Simulation</c> build on each other in one direction, read from the <c>using</c> lines.</summary>
public sealed class SimulationFolderTests
{
    // What puts all of it together, and is used by nothing in there.
    private const string Composition = "Simulator.cs";

    private static readonly string Root = Repository.PathTo("mock", "Simulation");

    private static readonly ILookup<string, Source> Folders = Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
        .Select(path => new Source(path)).Where(source => source.Name != Composition).ToLookup(source => source.Folder);

    [Test]
    public void Every_file_is_in_the_namespace_of_its_folder() =>
        Folders.SelectMany(folder => folder)
            .Where(source => !source.Text.Contains($"namespace PlanisoContract.Mock.Simulation{source.Suffix};", StringComparison.Ordinal))
            .Select(source => source.Name).ShouldBeEmpty();

    [Test]
    public void No_folder_builds_on_one_that_builds_on_it()
    {
        var cycle = Folders.Select(folder => CycleFrom([folder.Key])).FirstOrDefault(found => found is not null);
        (cycle is null ? "" : Describe(cycle)).ShouldBe("", "Move what is used to a folder below, or reach it through an interface.");
    }

    // What is used without a using line, for it is in the namespace above.
    [Test]
    public void The_files_at_the_top_use_no_folder_that_uses_them()
    {
        var declared = Folders[""].SelectMany(source => Regex.Matches(source.Text, @"^internal .*?(?:class|record|struct) (\w+)", RegexOptions.Multiline))
            .Select(match => match.Groups[1].Value).ToList();
        declared.ShouldNotBeEmpty();
        var used = new Regex(@"\b(" + string.Join('|', declared) + @")\b");
        var found = from top in Folders[""]
                    from folder in top.Uses
                    from source in Folders[folder]
                    where used.IsMatch(source.Text)
                    select $"{top.Name} uses {folder}, where {source.Name} uses {used.Match(source.Text).Value}";
        found.ShouldBeEmpty();
    }

    private static List<string>? CycleFrom(List<string> path)
    {
        foreach (var next in Folders[path[^1]].SelectMany(source => source.Uses).Distinct().Order())
        {
            if (next == path[0])
                return [.. path, next];
            if (!path.Contains(next) && CycleFrom([.. path, next]) is { } cycle)
                return cycle;
        }
        return null;
    }

    private static string Describe(List<string> cycle) => string.Join(" → ", cycle) + ": " + string.Join("; ",
        cycle.Zip(cycle.Skip(1), (one, other) =>
            $"{string.Join(", ", Folders[one].Where(source => source.Uses.Contains(other)).Select(source => source.Name))} use {other}"));

    private sealed class Source(string path)
    {
        private readonly string[] _folders = Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar)[..^1];

        public string Name => Path.GetRelativePath(Root, path);

        /// <summary>The first folder below <c>mock/Simulation</c>; empty at the top.</summary>
        public string Folder => _folders.FirstOrDefault("");

        public string Suffix => string.Concat(_folders.Select(folder => "." + folder));

        public string Text { get; } = File.ReadAllText(path);

        /// <summary>The other folders that it uses.</summary>
        public IEnumerable<string> Uses => Regex.Matches(Text, @"\bPlanisoContract\.Mock\.Simulation\.(\w+)")
            .Select(match => match.Groups[1].Value).Where(folder => folder != Folder && Directory.Exists(Path.Combine(Root, folder))).Distinct();
    }
}

using PlanisoContract.Mock.Stubs.Files;

namespace PlanisoContract.Tests.Stubs;

/// <summary>No name leads out of the root directory.</summary>
public sealed class InnerPathTests
{
    private DirectoryInfo _root = null!;
    private string _inside = null!;

    [SetUp]
    public void Make()
    {
        _root = Directory.CreateTempSubdirectory("inner");
        _inside = Path.Combine(_root.FullName, "__files");
        Directory.CreateDirectory(Path.Combine(_inside, "sub"));
        Directory.CreateDirectory(Path.Combine(_root.FullName, "__files-too"));
        File.WriteAllText(Path.Combine(_root.FullName, "secret"), "secret");
        File.WriteAllText(Path.Combine(_inside, "a.txt"), "a");
    }

    [TearDown]
    public void Remove() => _root.Delete(recursive: true);

    [TestCase("a.txt")]
    [TestCase("sub/b.txt")]
    [TestCase("new/deep/..c.txt")]
    [TestCase("with space and ü %2e%2e.txt")]
    public void A_file_inside_has_a_path(string name) =>
        InnerPath.Of(_inside, name).ShouldBe(Path.Combine(_inside, name));

    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase("../secret")]
    [TestCase("sub/../../secret")]
    [TestCase("sub/../a.txt")]
    [TestCase("./a.txt")]
    [TestCase("/etc/passwd")]
    [TestCase("sub//b.txt")]
    [TestCase("sub/")]
    [TestCase("..\\secret")]
    [TestCase("C:\\secret")]
    [TestCase("C:secret")]
    [TestCase("a.txt:stream")]
    [TestCase("../__files-too/x")]
    [TestCase("a\0.txt")]
    [TestCase("a\n.txt")]
    public void What_leads_out_or_could_has_none(string name) => InnerPath.Of(_inside, name).ShouldBeNull();

    [Test]
    public void A_link_may_lead_about_inside_but_not_out()
    {
        void Link(string name, string to) => File.CreateSymbolicLink(Path.Combine(_inside, name), to);
        Link("here", "a.txt");
        Link("sub-here", "sub");
        Link("out", "../secret");
        Link("out-directory", _root.FullName);
        Link("out-in-two", "out-directory/secret");
        Link("out-dangling", "../not-yet");
        Link("round", "round");
        // Read letter by letter it stays inside; the link in it leads elsewhere.
        Link("sub/up", "../out-directory/__files/../secret");
        foreach (var name in (string[])["here", "sub-here/new.txt"])
            InnerPath.Of(_inside, name).ShouldNotBeNull(name);
        foreach (var name in (string[])["out", "out-directory/secret", "out-in-two", "out-dangling", "round", "sub/up", "sub-here/up"])
            InnerPath.Of(_inside, name).ShouldBeNull(name);
        Tree.Files(_inside).Order(StringComparer.Ordinal).ShouldBe(["a.txt", "here"]);
    }
}

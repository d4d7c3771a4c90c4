using System.Net;
using System.Net.Http.Json;
using PlanisoContract.Mock.WireMock;

namespace PlanisoContract.Tests.Mock.WireMock;

/// <summary>Static mappings and files of stubs, and that none leads out of their directory.</summary>
public sealed class RootDirectoryTests
{
    private DirectoryInfo _parent = null!;
    private string _root = null!;

    [SetUp]
    public void Make()
    {
        _parent = Directory.CreateTempSubdirectory();
        _root = Path.Combine(_parent.FullName, "root");
        Directory.CreateDirectory(Path.Combine(_root, "__admin", "mappings"));
        File.WriteAllText(Path.Combine(_parent.FullName, "secret.txt"), "the secret");
    }

    [TearDown]
    public void Remove() => _parent.Delete(recursive: true);

    [Test]
    public async Task Static_mappings_answer_and_come_back_with_a_reset()
    {
        Mapping("hello.json", """{ "Request": { "Path": "/hello" }, "Response": { "Body": "from a file" } }""");
        Mapping("out.json", """{ "Request": { "Path": "/out" }, "Response": { "ProxyUrl": "http://evil.example.com/" } }""");
        await using var mock = await StartAsync();
        using var client = new HttpClient { BaseAddress = mock.WireMockUrl };
        (await client.GetStringAsync("/hello")).ShouldBe("from a file");
        (await client.GetAsync("/out")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await client.DeleteAsync("/__admin/mappings");
        (await client.GetAsync("/hello")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var direct = mock.Client();
        await direct.PostAsync("/__admin/reset", null);
        (await client.GetStringAsync("/hello")).ShouldBe("from a file");
    }

    [TestCase("inside.txt", "the body")]
    [TestCase("../../../secret.txt", null)]
    [TestCase("link.txt", null)]
    public async Task A_body_file_stands_inside(string name, string? body)
    {
        Mapping("inside.txt", "the body");
        File.CreateSymbolicLink(Path.Combine(_root, "__admin", "mappings", "link.txt"), Path.Combine(_parent.FullName, "secret.txt"));
        await using var mock = await StartAsync();
        using var client = new HttpClient { BaseAddress = mock.WireMockUrl };
        await client.PostAsJsonAsync("/__admin/mappings", new { Request = new { Path = "/x" }, Response = new { BodyAsFile = name } });
        var answer = await (await client.GetAsync("/x")).Content.ReadAsStringAsync();
        if (body is null)
            answer.ShouldContain("leads out of");
        else
            answer.ShouldBe(body);
    }

    private void Mapping(string name, string text) => File.WriteAllText(Path.Combine(_root, "__admin", "mappings", name), text);

    private Task<TestMock> StartAsync() => TestMock.StartAsync(records: 1, wireMock: new WireMockOptions { Url = "http://127.0.0.1:0", RootDirectory = _root });
}

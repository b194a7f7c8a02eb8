// What is taken for a secret, and what is not. The secrets here are made of single letters.
// SPDX-License-Identifier: Apache-2.0
#include "core/settings/secret_scan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::settings {
namespace {

#ifdef FERRY_SANITIZED
constexpr std::size_t kLongText = 500'000; // each byte takes thirty times as long
#else
constexpr std::size_t kLongText = 4'000'000;
#endif

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::string found(std::string_view content) {
    const auto findings = scan_for_secrets("config", content);
    return findings.empty() ? "" : findings.front().what;
}

std::string many(char c, std::size_t count) {
    return std::string(count, c);
}

TEST(SecretScan, FindsPrivateKeys) {
    for (const std::string kind : {"RSA PRIVATE KEY", "PRIVATE KEY", "ENCRYPTED PRIVATE KEY",
                                   "OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK"})
        EXPECT_EQ(found("-----BEGIN " + kind + "-----\nabc\n"), "a private key") << kind;
    EXPECT_EQ(found(R"({"k": "-----BEGIN PRIVATE KEY-----\nabc"})"), "a private key");
    EXPECT_EQ(found("-----BEGIN PUBLIC KEY-----\n"), "");
    EXPECT_EQ(found("-----BEGIN CERTIFICATE-----\n"), "");
}

TEST(SecretScan, FindsTokensByTheirPrefix) {
    for (const std::string prefix : {"ghp_", "gho_", "ghu_", "ghs_"})
        EXPECT_EQ(found("x " + prefix + many('a', 36)), "a GitHub token") << prefix;
    EXPECT_EQ(found("github_pat_" + many('a', 22)), "a GitHub token");
    EXPECT_EQ(found("(glpat-" + many('a', 20) + ")"), "a GitLab token");
    EXPECT_EQ(found("key AKIA" + many('A', 16) + " "), "an AWS access key");
    for (const char kind : {'b', 'a', 'p', 'r', 's'})
        EXPECT_EQ(found(std::string("xox") + kind + "-" + many('1', 12)), "a Slack token") << kind;
    EXPECT_EQ(found("AIza" + many('a', 35)), "a Google key");
    EXPECT_EQ(found("sk_live_" + many('a', 24)), "a Stripe key");
    EXPECT_EQ(found("npm_" + many('a', 36)), "an npm token");
}

TEST(SecretScan, LeavesWhatOnlyLooksLikeAToken) {
    EXPECT_EQ(found("ghp_" + many('a', 35)), "");
    EXPECT_EQ(found("xghp_" + many('a', 36)), "");
    EXPECT_EQ(found("AKIA" + many('A', 17)), "");
    EXPECT_EQ(found("AKIA" + many('a', 16)), "");
    EXPECT_EQ(found("npm_config_prefix=x"), "");
    EXPECT_EQ(found("eyJhbGciOi.eyJzdWIi"), "");
}

TEST(SecretScan, FindsWebTokens) {
    const std::string part = "eyJ" + many('a', 20);

    EXPECT_EQ(found("x: " + part + "." + part + "." + many('s', 20)), "a JSON web token");
    EXPECT_EQ(found(part + "." + many('a', 20) + "." + many('s', 20)), "");
}

TEST(SecretScan, FindsPasswordsInAddresses) {
    EXPECT_EQ(found("proxy https://mia:hunter2@proxy.example/x"), "a password in an address");
    EXPECT_EQ(found("a://b c://d:e%40f@g"), "a password in an address");
    EXPECT_EQ(found("https://mia@example.org"), "");
    EXPECT_EQ(found("https://mia:@example.org"), "");
    EXPECT_EQ(found("https://mia:${PASSWORD}@example.org"), "");
    EXPECT_EQ(found("https://example.org:8080/a@b"), "");
}

TEST(SecretScan, FindsNamedValuesInEveryNotation) {
    for (const std::string line :
         {"password=hunter2", "password = my own words", "Password: hunter2", "\"passwd\": \"x\"",
          "{\\\"secret\\\": \\\"x\\\"}", "'token' => 'x',", "api_key='x'", "apiKey: x",
          "export ACCESS_KEY=x", "client_secret = \"x\"", "private-key: x", "proxy.password=x",
          "//registry.npmjs.org/:_authToken=x", "set imap_pass=\"x\"", "<password>x</password>",
          "<string name=\"token\">x</string>", "\"Password\"=\"x\""})
        EXPECT_THAT(found(line), HasSubstr("a value for \"")) << line;
}

TEST(SecretScan, FindsWhatATagNamesInOneAttributeAndHoldsInAnother) {
    for (const std::string line :
         {R"(<entry name="password" value="x"/>)",
          R"(<entry value='x' type="a>b" name='password'/>)",
          R"(  <add key = "My.ApiKey" value = "x" />)", R"(<option NAME="authToken" VALUE="x">)",
          R"(<property name="secret" type="s">x</property>)", R"(<a><b key="passwd">x</b></a>)",
          R"(<Pass encoding="base64">eA==</Pass>)", R"(<ns:password type="t"> x </ns:password>)",
          R"(a < b, <i k="v">x</i> <entry name="token" value="x"/>)",
          R"(<!-- <add key="ApiKey" value="x"/> -->)"})
        EXPECT_THAT(found(line), HasSubstr("a value for \"")) << line;
}

TEST(SecretScan, FindsWhatTagsHoldOnSeveralLines) {
    const std::string head = "<?xml version=\"1.0\"?>\n<!-- it's 'name=\"ours -->\n<all>\n";
    for (const std::string tags :
         {"<entry\n name=\"password\"\n value=\"x\"/>", "<password>\n  x\n</password>",
          "<key>My.Password</key>\n<string>x</string>", "<key>token</key>\n<data>\n\teA==\n</data>",
          "<key>apiKey</key> <!-- old -->\n\n<string>x</string>"}) {
        EXPECT_THAT(found(head + tags), HasSubstr("a value for \"")) << tags;
        EXPECT_EQ(found(tags + tags).empty(), false) << tags;
        EXPECT_GE(scan_for_secrets("x", head + tags).front().line, 4u) << tags;
    }
}

TEST(SecretScan, LeavesTagsOnSeveralLinesWithoutASecret) {
    for (const std::string tags :
         {"<key>password</key>\n<true/>\n<string>x</string>",
          "<key>password</key>\n<string></string>", "<key>font</key>\n<string>x</string>",
          "<key>token</key>\n<key>font</key>\n<string>x</string>",
          "<password>\n  ${X}\n</password>",
          "<entry\n name=\"password\"\n/>\n<entry value=\"x\"/>"})
        EXPECT_EQ(found(tags), "") << tags;
    EXPECT_EQ(found("echo <a\nname=\"password\" value='x'\n"), "") << "this is no XML";
}

TEST(SecretScan, NamesOneFindingPerLineOfADocument) {
    EXPECT_THAT(scan_for_secrets("x",
                                 "<a>\n<key>token</key>\n<string>x</string>\n<b key=\"secret\" "
                                 "value=\"x\" token=\"x\"/>\n"),
                ElementsAre(SecretFinding{3, "a value for \"token\""},
                            SecretFinding{4, "a value for \"token\""}));
}

TEST(SecretScan, LeavesTagsWithoutASecret) {
    for (const std::string line :
         {R"(<entry name="password" value=""/>)", R"(<entry name="password"/>)",
          R"(<entry name="savePassword" value="true"/>)", R"(<add key="ApiKey" value="${KEY}"/>)",
          R"(<entry name="password_manager" value="keepass"/>)", R"(<entry name="a" value="x"/>)",
          R"(<a name="password"/><b name="font" value="x"/>)", R"(<token type="if" value="x"/>)",
          R"(<input type="password" id="password" value="x">)", R"(<password type="t"></password>)",
          R"(<entry name="password">)", R"(<entry name="password" value="x)", "<password"})
        EXPECT_EQ(found(line), "") << line;
}

TEST(SecretScan, LeavesPlaceholders) {
    for (const std::string line : {"password=",
                                   "password = \"\"",
                                   "password: null",
                                   "savePassword=true",
                                   "password=ask",
                                   "token = ${TOKEN}",
                                   "token=$TOKEN",
                                   "secret: {{ secret }}",
                                   "password=<password>",
                                   "password: %PASS%",
                                   "password=********",
                                   "private_key = ~/.ssh/key",
                                   "private_key=/etc/key",
                                   "private_key=C:\\keys\\a",
                                   "api_key: false",
                                   "\"token\": {",
                                   "<password></password>",
                                   "\"token\": \"#ff00ff\"",
                                   "password = prompt_user()",
                                   "# the password: type it at the prompt"})
        EXPECT_EQ(found(line), "") << line;
}

TEST(SecretScan, LeavesOtherKeys) {
    for (const std::string line : {"max_tokens=100", "compass=north", "bypass: 12",
                                   "tokenizer: fast", "password_manager=keepass", "key=value"})
        EXPECT_EQ(found(line), "") << line;
}

TEST(SecretScan, NamesTheLineAndNeverTheSecret) {
    const auto findings = scan_for_secrets("x.ini", "[a]\r\npassword=hunter2\r\n\ntoken=hunter3");

    ASSERT_THAT(findings, SizeIs(2));
    EXPECT_EQ(findings[0], (SecretFinding{2, "a value for \"password\""}));
    EXPECT_EQ(findings[1].line, 4u);
    for (const auto& finding : findings)
        EXPECT_THAT(finding.what, Not(HasSubstr("hunter")));
}

TEST(SecretScan, KnowsFilesByTheirName) {
    for (const auto* path :
         {"id_rsa", ".ssh/id_ed25519", "a.pem", "My Keys.KDBX", "x/y.p12", ".netrc", "_netrc"}) {
        EXPECT_TRUE(is_secret_by_name(path)) << path;
        EXPECT_THAT(scan_for_secrets(path, ""),
                    ElementsAre(SecretFinding{0, "a file of this name holds secrets"}));
    }
    for (const auto* path : {"id_rsa.pub", "pem", "a.pem.txt", "id_rsa/config", ".npmrc"})
        EXPECT_FALSE(is_secret_by_name(path)) << path;
}

TEST(SecretScan, FindsTheTokenOfNpm) {
    EXPECT_THAT(scan_for_secrets(".npmrc", "//r.example/:_authToken=abc\n"), SizeIs(1));
    EXPECT_THAT(scan_for_secrets(".npmrc", "//r.example/:_authToken=${NPM}\n"), IsEmpty());
}

TEST(SecretScan, ReadsUtf16) {
    std::string wide = "\xFF\xFE";
    for (const char c : std::string("a=b\npassword=hunter2\n"))
        wide += {c, '\0'};

    EXPECT_THAT(scan_for_secrets("x.ini", wide),
                ElementsAre(SecretFinding{2, "a value for \"password\""}));
}

TEST(SecretScan, ReadsAnyBytes) {
    std::string bytes = "\0\xFF\n";
    bytes += std::string("\0\0:\0=>\"", 7) + "password=\0x\n";

    EXPECT_THAT(scan_for_secrets("", bytes), SizeIs(testing::Le(1u)));
    EXPECT_THAT(scan_for_secrets("x", std::string("\0\0\npassword=x\0", 14)), SizeIs(1));
}

TEST(SecretScan, StopsAtAHundredFindings) {
    std::string text;
    for (int i = 0; i < 1000; ++i)
        text += "password=x\n";

    EXPECT_THAT(scan_for_secrets("x", text), SizeIs(kMaxFindings));
}

TEST(SecretScan, TakesTimeInStepWithTheSize) {
    for (const std::string piece :
         {"eyJ", "eyJ-", "eyJaaaaaaa.", "-----BEGIN ", "://", "a:b", "password=\"", "token", "ghp_",
          "<", "=\\\"", " =", "<a b=\"", "<pass ", "<a b='c' ", "<key>token</key>\n",
          "<\nname=\"token\"\n"}) {
        std::string line;
        while (line.size() < kLongText)
            line += piece;
        scan_for_secrets("x", line); // quadratic work would take hours
    }
}

} // namespace
} // namespace ferry::settings

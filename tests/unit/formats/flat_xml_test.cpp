// The small XML reader: what it gives, and what it refuses.
// SPDX-License-Identifier: Apache-2.0
#include "core/formats/flat_xml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferry::testing {

using formats::FlatXml;
using formats::XmlEvent;
using ::testing::AllOf;
using ::testing::HasSubstr;

namespace {

/// The error at which reading ends, or an empty text.
std::string fault(const std::string& text) {
    FlatXml xml(text);
    for (;;) {
        const auto event = xml.next();
        if (!event) return event.error().message;
        if (event->kind == XmlEvent::Kind::End) return {};
    }
}

} // namespace

TEST(FlatXml, GivesElementsWithTheirLinesAndAttributes) {
    FlatXml xml("<?xml version=\"1.0\"?>\n<a>\n<b c='1' d = \"2\"/></a>");

    EXPECT_EQ(xml.next()->name, "a");
    const auto b = xml.next();
    ASSERT_TRUE(b);
    EXPECT_EQ(b->line, 3u);
    ASSERT_EQ(b->attributes.size(), 2u);
    EXPECT_EQ(b->attributes[1].value, "2");
    EXPECT_EQ(xml.next()->kind, XmlEvent::Kind::Close);
    EXPECT_EQ(xml.next()->name, "a");
    EXPECT_EQ(xml.next()->kind, XmlEvent::Kind::End);
}

TEST(FlatXml, ResolvesTheFiveEntities) {
    FlatXml xml("<a b='&lt;&gt;&amp;&quot;&apos;'/>");

    const auto a = xml.next();

    ASSERT_TRUE(a);
    EXPECT_EQ(a->attributes[0].value, "<>&\"'");
}

TEST(FlatXml, RefusesADocumentType) {
    EXPECT_THAT(fault("<!DOCTYPE a [<!ENTITY x 'y'>]><a/>"), HasSubstr("document type"));
}

TEST(FlatXml, RefusesEntitiesOfItsOwnAndNumericOnes) {
    EXPECT_THAT(fault("<a b='&lol;'/>"), HasSubstr("entity"));
    EXPECT_THAT(fault("<a b='&#45;'/>"), HasSubstr("entity"));
}

TEST(FlatXml, RefusesCdataProcessingInstructionsAndText) {
    EXPECT_THAT(fault("<a><![CDATA[x]]></a>"), HasSubstr("CDATA"));
    EXPECT_THAT(fault("<a><?php x ?></a>"), HasSubstr("processing instruction"));
    EXPECT_THAT(fault("<a>text</a>"), HasSubstr("text between"));
}

TEST(FlatXml, RefusesWhatIsNotWellFormed) {
    EXPECT_THAT(fault("<a>"), HasSubstr("<a> is not closed"));
    EXPECT_THAT(fault("<a></b>"), HasSubstr("closes nothing"));
    EXPECT_THAT(fault("<a/><b/>"), HasSubstr("second root"));
    EXPECT_THAT(fault("<a b='1' b='2'/>"), HasSubstr("twice"));
    EXPECT_THAT(fault("<a b=1/>"), HasSubstr("without quotes"));
    EXPECT_THAT(fault("<a b='<'/>"), HasSubstr("inside a value"));
    EXPECT_THAT(fault("<!-- never ends"), HasSubstr("comment"));
    EXPECT_THAT(fault(""), HasSubstr("no XML element"));
}

TEST(FlatXml, RefusesAnotherEncoding) {
    EXPECT_THAT(fault("<?xml version='1.0' encoding='utf-16'?><a/>"), HasSubstr("not UTF-8"));
}

TEST(FlatXml, RefusesElementsTenThousandDeep) {
    std::string text;
    for (int i = 0; i < 10'000; ++i)
        text += "<a>";

    EXPECT_THAT(fault(text), HasSubstr("deeper than"));
}

} // namespace ferry::testing

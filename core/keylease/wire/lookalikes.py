"""Characters that look alike, for telling twins among names (THREATS.md F02).

From Unicode 15.1, confusables.txt (UTS 39), under the Unicode License V3: what is left of each
class when only characters are kept that a name may have. `i` and `l`, `o` and `0` are made one
class each, so that capitals and small letters of one name stay twins. Written as escapes where
the letters would turn the line around.
"""

_CLASSES = (
    "&ꝸ '\u05d9’ꞌ /ノ丿 2ƧꙄꝚ 3ƷȜЗӠꝪꞫ 5Ƽ 6б 8Ȣȣ৪੪\u0b03 9৭੧୨൭Ꝯ :\u0903\u0a83 AΑА BΒВꞴ CС EΕЕ "
    "FϜꞘ GԌ HΗН JͿЈꞲ KΚК MΜϺМ NΝ PΡР RƦ SЅՏ TΤТ UՍሀ VѴ WԜ XΧХꞳ YΥУҮ ZΖ aɑαа bƄЬ cсᴄ dԁ eеҽꬲ "
    "fքẝꞙꬵ gƍɡցᶃ hһհ il1IıƖǀɩɪΙιІіӀӏ\u05d5\u05df\u0627ꙇ jϳј nոռ "
    "oοσоօ\u05e1\u0647\u06be\u06c1\u06d5०੦૦௦\u0c02౦\u0c82೦\u0d02ഠ൦\u0d82๐໐ဝ၀ჿᴏᴑꬽ0OΟОՕ০ଠ୦ዐ "
    "pρр qԛգզ rгᴦꭇꭈ sƽѕꜱ uʋυսᴜꞟꭎꭒ vνѵ\u05d8ᴠ wɯѡԝաᴡ xх yɣʏγуүყᶌỿꭚ zᴢ ÅȦ ÆӔ ÇҪ ÐĐƉ ÖŐ ÞϷ ßβꞵ "
    "åȧ æӕ çҫ ö\u0629\u06c3 øꬾ þƿϸ ĂǍ ăǎ ĔĚ ĕě ĞǦ ğǧ ģǵ ħћ ĬǏ ĭǐ ĸκкᴋ ņɲ ŎǑ ŏǒ ŢȚ ţƫț ŬǓ ŭǔ "
    "ƀѢѣҌҍ ƂƃБ ƅь ƆϽ ƏӘ ƐԐ Ɨƚ ƞη ƟΘθѲӨꝊ ƨᴤꙅ ƩΣ ǁ\u05f0 ǝəә ǶԊ ȝʒӡჳꝫ ȷյ Ɂʔॽ ɅΛЛ ɋᶐ ɍғ ɎҰ ɏұ "
    "ɔͻᴐↄ ɛεєԑꞓ ɜзᴈ ɢԍ ɦꚕ ɨᵻᵼ ɰպሣ ɵѳөꝋ ɸφф ʃꭍ ʌᴧ ʍмᴍ ʘꙨ ʙв ʚꞝ ʜн \u0300\u0953 "
    "\u0301\u059c\u059d\u0618\u064e\u0954 \u0302\u0311\u065b \u0303\u0342\u0653 "
    "\u0304\u0305\u0659 \u0306\u030c\u036e\u0658\u065a\ua67c "
    "\u0307\u0358\u05b9\u05ba\u05c1\u05c2\u05c4\u06ec\u08ea\u0902\u0a02\u0a82\u0bcd "
    "\u0308\u08eb \u0309\u302c "
    "\u030a\u0366\u05af\u0652\u06df\u0b82\u0e4d\u0ecd\u1036\u17c6\u17d3\u2dea\u309a "
    "\u030b\u064b\u08f0 \u030d\u0670 \u0310\u06e8\u0901\u0981\u0a81\u0b01\u0c00\u0c81\u0d01 "
    "\u0312\u0657 \u0313\u0315\u0619\u064f\u08f3 \u0314\u065d \u0317\u061a\u0650 "
    "\u0320\u0331\u0952 \u0321\u0326\u0327\u0339 \u0322\u0328\u0345\u1ab7 "
    "\u0323\u05b4\u05c5\u065c\u08ed\u093c\u09bc\u0a3c\u0abc\u0b3c \u0324\u08ee "
    "\u0325\u0f37\u302d \u0329\u0656 \u0333\u0347 \u0335\u0336 \u0337\u0338 "
    "\u0350\u0357\u08f8\u08ff \u0352\u0900 \u0354\u08f9 \u0355\u08fa \u0363\u2df6 "
    "\u0364\u2df7 \u0368\u2ded \u036f\u2def ͰⱵ ͶИ ͷиᴎ ͽꜿ ΓГ ΠП ΦФՓቀ ΨѰ δծẟ πпᴨ ςϛ τтᴛ χꭓꭕ "
    "ψѱ ωꙍꞷ ϿꜾ ЄꞒ ЍЙ йѝ лᴫ яᴙ љꭠ ҚⱩ ҞꝀ ҢⱧ ҶӋ ҷӌ ӇӉ ӈӊ Իኮ Մሆ Ոበ Պጣ Ռቡ ձኔ \u0596\u05ad "
    "\u0598\u05ae \u0599\u05a8 \u059a\u05a4 \u0623\u0672 \u0625\u0673 "
    "\u062b\u063f\u067e\u06bd\u06d1 \u0641\u06a7 \u0643\u06a9\u06aa \u0648\u08b1 "
    "\u0649\u064a\u066e\u06ba\u06cc\u06d2\u08bd \u064c\u08e5\u08e8\u08f1 \u064d\u08f2 "
    "\u0655\u065f \u066f\u06a1\u08bb\u08bc \u0679\u06bb \u067b\u06d0 \u0681\u0772 "
    "\u06a4\u06a8 \u06ac\u0762 \u06ad\u0763 \u06af\u08b0 \u06c0\u06c2 \u06ce\u0756 "
    "\u06db\u1ab4\u20db \u0754\u0767\u08a9 ऽઽ \u0941\u0ac1 \u0942\u0ac2 \u0946\u0a4b "
    "\u094d\u0a4d\u0acd २૨ ३૩ ४૪ ८૮ ॱൎ \u0983\u0a03\u0c03\u0c83\u0d03\u0d83\u1038 ৠৡ அ௮ "
    "ஈர\u0bbe உ௨ഉ எ௭ ஐஜജ க௧ ச௪ ணണ ன\u0bc8 ள\u0bd7 ழഴ ஶശ \u0bbf\u0d3f\u0d40 అಅ ఆಆ ఇಇ ఒಒ ఓಓ "
    "ఔಔ జಜ ఞಞ ణಣ యಯ ఱಱ లಲ ౧೧ ౨೨ ౯೯ ഌങ ഞൡ രറ \u0d41\u0d42\u0d43 ൪ർ ൯ൻ ජ෪ ද෫ ขฃ คดต ฆม จຈ ชซ "
    "ฎฏ ฑท บບ ปປ ฝຝ พພ ฟຟ ภฦ ยຍ าๅ \u0e34\u17b7 \u0e35\u17b8 \u0e36\u17b9 \u0e37\u17ba "
    "\u0e38\u0eb8 \u0e39\u0eb9 \u0e48\u0ec8\u17cb \u0e49\u0ec9 \u0e4a\u0eca \u0e4b\u0ecb རཪ "
    "၁ၥ ႠꞆ ᄀᆨ ᄁᆩ ᄂᆫ ᄃᆮ ᄄퟍ ᄅᆯ ᄆᆷ ᄇᆸ ᄈퟦ ᄉᆺ ᄊᆻ ᄋᆼ ᄌᆽ ᄍퟹ ᄎᆾ ᄏᆿ ᄐᇀ ᄑᇁ ᄒᇂ ᄓᇅ "
    "ᄔᇿ ᄕᇆ ᄗᇊ ᄘᇍ ᄙᇐ ᄚᄻᆶퟲ ᄛퟝ ᄜᇜ ᄝᇢ ᄠퟣ ᄡᆹ ᄣퟧ ᄧퟨ ᄨퟩ ᄪᇤ ᄫᇦ ᄭᇧ ᄯᇨ ᄰᇩ ᄱퟪ ᄲᇪ "
    "ᄶퟯ ᄷퟰ ᄹퟱ ᅀᇫ ᅁᇬ ᅅᇱ ᅆᇲ ᅇᇮ ᅌᇰ ᅖᇳ ᅗᇴ ᅙᇹ ᅛᇇ ᅜᆬ ᅝᆭ ᅞᇋ ᅳー一ꟷ ᅵ丨 ᆄᆆ ᆰꥤ ᆱꥨ "
    "ᆲꥩ ᆳꥬ ᇎꥦ ᇕꥫ ᇘꥮ ᇚꥯ ᇝꥱ ᇥꥴ អឣ ᴘᴩ \u1ddf\u2de8 \u1dee\u2dec ṃꭑ \u20e9\ua66f く𡿨 "
    "へヘ イ亻 エ工 カ力 タ夕 ト卜 ニ二 ハ八 ロ口囗 㖈䎛 㘽㦳 㩁搉 㫚曶 㬵胶 㬺幐 㬻䐠 㮣槩 "
    "䀹鿃 䀿晣 䑃朦 䚶訞 併倂 値值 啓啟 土士 塡填 墫壿 媯嬀 帡帲 戶戸 晚晩 朌肦 朏胐 朐胊 "
    "朓脁 朘脧 朣膧 杮柿 榝樧 溈潙 研硏 絕絶 胼腁 蒍蔿 蘷虁 訮詽 讆讏 豜豣 赿趆 跥跺 躗躛 "
    "軿輧 郎郞 鎭鎮 隷隸 鹂鹃 黑黒 ꙌꞶ ꚘꝎ ꚙꝏ ꜧꞕ ꜸꜺ ꜹꜻ Ꝺꝺ ꥡퟏ ꥢퟐ ꥣퟒ ꥥퟕ "
)

PROTOTYPES: dict[int, str] = {
    ord(letter): family[0] for family in _CLASSES.split() for letter in family[1:]
}
"""Each character that looks like another → the first of its class; for `str.translate`."""
